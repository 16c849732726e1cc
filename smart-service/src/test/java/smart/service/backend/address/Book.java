package smart.service.backend.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** An address book with a clock that the test moves, and numbers that are the same each time. */
final class Book {
    private final Random random = new Random(1);
    private final AddressBook book;
    private long now = 1_000_000_000_000L;

    Book(Spread spread) {
        book = new AddressBook(spread, () -> now, random::nextInt);
    }

    /** With that many addresses: 10.0.0.1 and so on. */
    static Book of(Spread spread, int addresses) {
        Book book = new Book(spread);
        String[] all = new String[addresses];
        Arrays.setAll(all, i -> "10.0.0." + (i + 1));
        return book.has(all);
    }

    Book has(String... addresses) {
        book.with(Arrays.stream(addresses).map(Book::inet).toArray(InetAddress[]::new));
        return this;
    }

    static InetAddress inet(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    AddressBook book() {
        return book;
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    long now() {
        return now;
    }

    BackendAddress address(int number) {
        return book.known().get(number - 1);
    }

    /** An attempt of a call of its own. */
    AddressUse choose() {
        return choose(new UsedAddresses());
    }

    AddressUse choose(UsedAddresses used) {
        return book.choose(used);
    }

    /** The addresses of that many attempts, one after the other, each of a call of its own. */
    List<String> next(int count) {
        return java.util.stream.Stream.generate(this::choose)
                .limit(count)
                .map(use -> {
                    use.giveBack();
                    return use.address().text();
                })
                .toList();
    }
}
