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
    void oneThatFailedIsTakenForBusierForTenSeconds() {
        Book book = Book.of(Spread.LEAST_BUSY, 3);
        AddressUse failed = book.choose();
        failed.release();
        failed.failed(true);
        assertThat(book.next(100)).doesNotContain(failed.address().text());
        book.pass(Duration.ofSeconds(10));
        Set<String> chosen = new HashSet<>(book.next(100));
        assertThat(chosen).hasSizeGreaterThanOrEqualTo(2);
        assertThat(failed.address().load(book.now())).isEqualTo(1); // One look at it without, then as before.

        failed.succeeded();
        assertThat(new HashSet<>(book.next(100))).hasSize(3);
    }

    @Test
    void soIsOneThatIsOutrunAgainAndAgain() {
        Book book = Book.of(Spread.LEAST_BUSY, 2);
        AddressUse slow = book.choose();
        slow.release();
        for (int i = 0; i < 3; i++) {
            slow.cancelled(true);
        }
        assertThat(slow.address().load(book.now())).isEqualTo(3);
        slow.cancelled(false);
        assertThat(slow.address().load(book.now())).isEqualTo(3);
        slow.succeeded();
        assertThat(slow.address().load(book.now())).isEqualTo(1);
        slow.succeeded();
        assertThat(slow.address().load(book.now())).isZero();
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
