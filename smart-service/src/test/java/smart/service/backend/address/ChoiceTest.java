package smart.service.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

final class ChoiceTest {
    @Test
    void ofTwoTheLessBusyOneIsTaken() {
        Book book = Book.of(Spread.LEAST_BUSY, 2);
        AddressUse first = book.choose();
        AddressUse second = book.choose();
        assertThat(second.address()).isNotSameAs(first.address());
        first.release();
        assertThat(book.choose().address()).isSameAs(first.address());
    }

    @Test
    void amongEqualsEachIsAsLikelyAsAnother() {
        for (int addresses = 2; addresses <= 5; addresses++) {
            Book book = Book.of(Spread.LEAST_BUSY, addresses);
            Map<String, Integer> counts = new HashMap<>();
            book.next(10_000).forEach(address -> counts.merge(address, 1, Integer::sum));
            int fair = 10_000 / addresses;
            assertThat(counts).hasSize(addresses);
            assertThat(counts.values()).allMatch(count -> count > 0.9 * fair && count < 1.1 * fair);
        }
    }

    @Test
    void twoAreLookedAtAndNotAll() {
        Book book = Book.of(Spread.LEAST_BUSY, 3);
        Set<BackendAddress> busy = new HashSet<>();
        while (busy.size() < 2) {
            busy.add(book.choose().address());
        }
        // With both of the pair busy it is not always the third.
        Set<String> chosen = new HashSet<>(book.next(1_000));
        assertThat(chosen).hasSizeGreaterThan(1);
    }

    @Test
    void aCallGoesToAllAddressesBeforeItUsesOneAgain() {
        for (Spread spread : Spread.values()) {
            Book book = Book.of(spread, 3);
            UsedAddresses used = new UsedAddresses();
            Set<BackendAddress> chosen = new HashSet<>();
            for (int attempt = 1; attempt <= 3; attempt++) {
                AddressUse use = book.choose(used);
                used.add(attempt, use);
                chosen.add(use.address());
            }
            assertThat(chosen).hasSize(3);
            assertThat(book.choose(used)).isNotNull();
        }
    }

    @Test
    void whatWasTriedIsOutOfTheQuestion() {
        Book book = Book.of(Spread.FIRST, 2);
        UsedAddresses used = new UsedAddresses();
        AddressUse second = book.book().chooseAnother(used, List.of(book.address(1)), null);
        assertThat(second).isNotNull();
        assertThat(second.address()).isSameAs(book.address(2));
        assertThat(book.book().chooseAnother(used, book.book().known(), null)).isNull();
        Book alone = Book.of(Spread.FIRST, 1);
        assertThat(alone.book().chooseAnother(used, alone.book().known(), null)).isNull();
    }

    @Test
    void anAddressThatIsOutIsBetterThanNone() {
        Book book = Book.of(Spread.FIRST, 2);
        for (int i = 0; i < 5; i++) {
            book.choose().failed(true);
        }
        AddressUse use = book.book().chooseAnother(new UsedAddresses(), List.of(book.address(2)), null);
        assertThat(use).isNotNull();
        assertThat(use.address()).isSameAs(book.address(1));
    }

    @Test
    void whereNoneIsKnownThereIsNone() {
        assertThat(new Book(Spread.LEAST_BUSY).choose()).isNull();
    }

    @Test
    void oneThatFailedIsTakenForBusierForASecond() {
        Book book = Book.of(Spread.LEAST_BUSY, 3);
        AddressUse failed = book.choose();
        failed.release();
        failed.failed(true);
        assertThat(book.next(100)).doesNotContain(failed.address().text());
        book.pass(Duration.ofSeconds(1));
        assertThat(book.next(100)).containsOnlyOnce(failed.address().text());
        assertThat(failed.address().load()).isEqualTo(1);

        failed.succeeded();
        assertThat(new HashSet<>(book.next(100))).hasSize(3);
    }

    @Test
    void oneThatWasOutrunIsTakenForBusierForTenSeconds() {
        Book book = Book.of(Spread.LEAST_BUSY, 3);
        AddressUse outrun = book.choose();
        outrun.release();
        outrun.cancelled(true);
        book.pass(Duration.ofMillis(9_999));
        assertThat(book.next(100)).doesNotContain(outrun.address().text());
        book.pass(Duration.ofMillis(1));
        assertThat(book.next(100)).containsOnlyOnce(outrun.address().text());
    }

    /** Nine calls a second, one after the other. */
    private static int attemptsAt(BackendAddress address, Book book, int seconds, Predicate<BackendAddress> healthy) {
        int count = 0;
        for (int i = 0; i < 9 * seconds; i++) {
            book.pass(Duration.ofMillis(111));
            AddressUse use = book.choose();
            use.release();
            if (use.address() == address) {
                count++;
            }
            if (healthy.test(use.address())) {
                use.succeeded();
            } else {
                use.failed(true);
            }
        }
        return count;
    }

    /** Four failures are one less than an ejection needs. Whoever is ejected comes back after a second. */
    @Test
    void oneThatHasRecoveredSoonGetsItsShareAgain() {
        for (int failures = 1; failures <= 4; failures++) {
            Book book = Book.of(Spread.LEAST_BUSY, 3);
            AddressUse use = book.choose();
            use.release();
            for (int i = 0; i < failures; i++) {
                use.failed(true);
            }
            attemptsAt(use.address(), book, 10, each -> true);
            assertThat(attemptsAt(use.address(), book, 30, each -> true))
                    .as("of 270, after " + failures + " failures")
                    .isBetween(60, 120);
        }
    }

    /** There is no room to eject it, since another one of the three is out. */
    @Test
    void oneThatKeepsFailingIsTriedEveryTenSeconds() {
        Book book = Book.of(Spread.LEAST_BUSY, 3);
        BackendAddress out = book.address(2);
        while (out.state() == BackendAddress.State.USED) {
            AddressUse use = book.choose();
            use.release();
            if (use.address() == out) {
                for (int i = 0; i < 5; i++) {
                    use.failed(true);
                }
            }
        }
        BackendAddress failing = book.address(1);
        Predicate<BackendAddress> healthy = each -> each == book.address(3);
        assertThat(attemptsAt(failing, book, 20, healthy)).isBetween(4, 7); // At once, after 1, 2, 4, 8 s.
        assertThat(attemptsAt(failing, book, 100, healthy)).isBetween(9, 11);
    }

    @Test
    void soIsOneThatIsOutrunAgainAndAgain() {
        Book book = Book.of(Spread.LEAST_BUSY, 2);
        AddressUse slow = book.choose();
        slow.release();
        for (int i = 0; i < 3; i++) {
            slow.cancelled(true);
        }
        assertThat(slow.address().load()).isEqualTo(3);
        slow.cancelled(false);
        assertThat(slow.address().load()).isEqualTo(3);
        slow.succeeded();
        assertThat(slow.address().load()).isEqualTo(1);
        slow.succeeded();
        assertThat(slow.address().load()).isZero();
    }

    /** Twelve callers, each of whom calls again when it has its answer; two addresses take 10 ms, the third twenty times that. */
    @Test
    void theShareOfASlowAddressIsLessThanHalfOfItsTurn() {
        Book book = Book.of(Spread.LEAST_BUSY, 3);
        record Answer(AddressUse use, long at) {}
        PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparingLong(Answer::at));
        int toSlow = 0;
        int calls = 20_000;
        for (int i = 0; i < calls; i++) {
            long now = 0;
            if (i >= 12) {
                Answer answer = answers.remove();
                now = answer.at();
                answer.use().release();
                answer.use().succeeded();
            }
            AddressUse use = book.choose();
            boolean slow = use.address() == book.address(3);
            toSlow += slow ? 1 : 0;
            answers.add(new Answer(use, now + (slow ? 200 : 10)));
        }
        assertThat(toSlow / (double) calls).isLessThan(1 / 6.0);
    }
}
