package smart.service.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import smart.service.backend.address.BackendAddress.State;

final class EjectionsTest {
    private static final Duration ALMOST = Duration.ofNanos(1);

    private final Book book = Book.of(Spread.FIRST, 2);

    /** Attempts that go to the first address, as long as it is used, and fail. */
    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            end(book.choose(), false);
        }
    }

    private static void end(AddressUse use, boolean succeeded) {
        use.release();
        if (succeeded) {
            use.succeeded();
        } else {
            use.failed(true);
        }
    }

    private State state() {
        return book.address(1).state();
    }

    @Test
    void fourFailuresInARowAreNotEnough() {
        fail(4);
        end(book.choose(), true);
        fail(4);
        assertThat(state()).isEqualTo(State.USED);
    }

    @Test
    void fiveInARowTakeItOutForASecond() {
        fail(5);
        assertThat(state()).isEqualTo(State.EJECTED);
        assertThat(book.next(10)).containsOnly("10.0.0.2");
        assertThat(book.book().nanosLeftOut(book.address(1)))
                .isEqualTo(Duration.ofSeconds(1).toNanos());

        book.pass(Duration.ofSeconds(1).minus(ALMOST));
        assertThat(book.next(1)).containsOnly("10.0.0.2");
    }

    @Test
    void itComesBackWithOneAttempt() {
        fail(5);
        book.pass(Duration.ofSeconds(1));
        AddressUse trial = book.choose();
        assertThat(trial.address()).isSameAs(book.address(1));
        assertThat(book.next(10)).containsOnly("10.0.0.2");

        end(trial, true);
        assertThat(state()).isEqualTo(State.USED);
        assertThat(book.next(10)).containsOnly("10.0.0.1");
    }

    @Test
    void eachTrialThatFailsDoublesTheTimeUpToThirtySeconds() {
        fail(5);
        for (long seconds : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            book.pass(Duration.ofSeconds(seconds).minus(ALMOST));
            assertThat(book.next(1)).as("before " + seconds + " s").containsOnly("10.0.0.2");
            book.pass(ALMOST);
            AddressUse trial = book.choose();
            assertThat(trial.address()).as("after " + seconds + " s").isSameAs(book.address(1));
            end(trial, false);
        }
    }

    @Test
    void aSuccessOfTheTrialForgivesAllThatWas() {
        fail(5);
        book.pass(Duration.ofSeconds(1));
        fail(1);
        book.pass(Duration.ofSeconds(2));
        end(book.choose(), true);
        fail(4);
        assertThat(state()).isEqualTo(State.USED);
        fail(1);
        assertThat(book.book().nanosLeftOut(book.address(1)))
                .isEqualTo(Duration.ofSeconds(1).toNanos());
    }

    @Test
    void aTrialThatWasCancelledSaysNothing() {
        fail(5);
        book.pass(Duration.ofSeconds(1));
        AddressUse trial = book.choose();
        trial.release();
        trial.cancelled(true);
        assertThat(state()).isEqualTo(State.EJECTED);
        assertThat(book.next(1)).containsOnly("10.0.0.2");
        book.pass(Duration.ofSeconds(1));
        assertThat(book.choose().address()).isSameAs(book.address(1));
    }

    @Test
    void aTrialThatFoundNoRoomIsTheNextOnes() {
        fail(5);
        book.pass(Duration.ofSeconds(1));
        book.choose().giveBack();
        assertThat(book.choose().address()).isSameAs(book.address(1));
    }

    @Test
    void aTrialThatIsNeverHeardOfAgainKeepsItOutForThirtySecondsAtTheMost() {
        fail(5);
        book.pass(Duration.ofSeconds(1));
        book.choose();
        book.pass(Duration.ofSeconds(30).minus(ALMOST));
        assertThat(book.next(1)).containsOnly("10.0.0.2");
        book.pass(ALMOST);
        assertThat(book.choose().address()).isSameAs(book.address(1));
    }

    @Test
    void aTrialThatFailsAfterAnotherOneHasSucceededDecidesNothing() {
        fail(5);
        book.pass(Duration.ofSeconds(1));
        AddressUse late = book.choose();
        book.pass(Duration.ofSeconds(30));
        end(book.choose(), true);
        end(late, false);
        assertThat(state()).isEqualTo(State.USED);
    }

    @Test
    void anAttemptThatBeganBeforeDecidesNothing() {
        AddressUse early = book.choose();
        fail(5);
        end(early, true);
        assertThat(state()).isEqualTo(State.EJECTED);
    }

    @Test
    void theOnlyOneIsNeverLeftOut() {
        Book alone = Book.of(Spread.LEAST_BUSY, 1);
        for (int i = 0; i < 100; i++) {
            end(alone.choose(), false);
        }
        assertThat(alone.address(1).state()).isEqualTo(State.USED);
    }

    @Test
    void neverMoreThanHalfAreLeftOut() {
        for (int addresses = 2; addresses <= 7; addresses++) {
            Book all = Book.of(Spread.LEAST_BUSY, addresses);
            for (int i = 0; i < 500; i++) {
                end(all.choose(), false);
            }
            assertThat(all.book().known())
                    .filteredOn(address -> address.state() == State.EJECTED)
                    .as("of " + addresses)
                    .hasSize(addresses / 2);
        }
    }

    @Test
    void whereOthersLeaveItComesBackRatherThanMoreThanHalfBeingOut() {
        Book four = Book.of(Spread.FIRST, 4);
        for (int i = 0; i < 10; i++) {
            end(four.choose(), false);
        }
        assertThat(four.next(1)).containsOnly("10.0.0.3");
        four.has("10.0.0.1", "10.0.0.2");
        assertThat(four.book().known()).extracting(BackendAddress::state).containsExactly(State.USED, State.EJECTED);
        four.has("10.0.0.2");
        assertThat(four.address(1).state()).isEqualTo(State.USED);
    }

    @Test
    void whatLeftAndCameBackStartsAnew() {
        fail(5);
        book.has("10.0.0.2").has("10.0.0.1", "10.0.0.2");
        assertThat(state()).isEqualTo(State.USED);
        fail(4);
        assertThat(state()).isEqualTo(State.USED);
    }

    @Test
    void aFailureThatSaysNothingAboutTheAddressDoesNotCount() {
        for (int i = 0; i < 10; i++) {
            AddressUse use = book.choose();
            use.release();
            use.failed(false);
        }
        assertThat(state()).isEqualTo(State.USED);
    }
}
