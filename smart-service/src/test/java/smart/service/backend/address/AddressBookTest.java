package smart.service.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AddressBookTest {
    private static String[] addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "10.0." + i / 100 + "." + i % 100)
                .toArray(String[]::new);
    }

    @Test
    void sixtyFourAreUsedAndThoseThatAreKnownStay() {
        Book book = new Book(Spread.FIRST).has(addresses(100));
        List<BackendAddress> known = book.book().known();
        assertThat(known).hasSize(64);

        List<String> shuffled = new ArrayList<>(Arrays.asList(addresses(100)));
        Collections.reverse(shuffled);
        book.has(shuffled.toArray(String[]::new));
        assertThat(book.book().known()).containsExactlyInAnyOrderElementsOf(known);

        book.has(shuffled.subList(0, 50).toArray(String[]::new));
        assertThat(book.book().known()).hasSize(50);
    }

    @Test
    void theSameAddressTwiceIsOne() {
        assertThat(new Book(Spread.FIRST).has("10.0.0.1", "10.0.0.1").book().known())
                .hasSize(1);
    }

    @Test
    void oneThatStaysKeepsWhatIsKnownOfIt() {
        Book book = Book.of(Spread.FIRST, 2);
        BackendAddress second = book.address(2);
        book.has("10.0.0.2", "10.0.0.3");
        assertThat(book.address(1)).isSameAs(second);
    }

    @Test
    void whoClosesConnectionsHearsOfThoseThatLeft() {
        Book book = new Book(Spread.FIRST);
        List<BackendAddress> left = new ArrayList<>();
        book.book().onLeft(left::add);
        book.has("10.0.0.1", "10.0.0.2");
        BackendAddress first = book.address(1);
        book.has("10.0.0.2", "10.0.0.3");
        assertThat(left).containsExactly(first);
        assertThat(first.hasLeft()).isTrue();
    }

    @Test
    void metricsComeAndGoWithTheirAddress() {
        MetricRegistry metrics = new MetricRegistry();
        AddressBook book = new AddressBook(Spread.FIRST, () -> 0, bound -> 0)
                .measuredBy(metrics)
                .with(Book.inet("10.0.0.1"), Book.inet("2001:db8:0::0:1"));
        book.choose(new UsedAddresses());
        assertThat(metrics.getGauges()
                        .get("smart.backend.address.in_flight.10.0.0.1")
                        .getValue())
                .isEqualTo(1);
        assertThat(metrics.getCounters()).containsKey("smart.backend.address.attempts.2001:db8::1.success");

        book.with(Book.inet("10.0.0.2"));
        assertThat(metrics.getNames()).hasSize(7).allMatch(name -> name.contains("10.0.0.2"));
    }
}
