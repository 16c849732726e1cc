package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.admin.console.AddressRows.Row;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendRequest;
import smart.service.backend.Requests;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.Spread;
import smart.service.backend.attempt.AddressOutcomes;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;

final class AddressRowsTest {
    private long nanos;
    private final AddressBook book = new AddressBook(Spread.FIRST, () -> nanos, bound -> 0);
    private final AddressOutcomes outcomes = new AddressOutcomes(() -> Duration.ofSeconds(10));
    private final AddressRows rows = new AddressRows(book, outcomes, () -> nanos);

    AddressRowsTest() throws UnknownHostException {
        book.with(InetAddress.getByName("10.0.0.1"), InetAddress.getByName("10.0.0.2"));
    }

    private void attempts(int count, Result result) {
        for (int i = 0; i < count; i++) {
            BackendRequest request = Requests.get("id");
            AddressUse use = book.choose(request.used());
            request.used().add(1, use);
            use.release();
            outcomes.ended(new Attempt(
                    request,
                    TimeUnit.MILLISECONDS.toNanos(20),
                    result,
                    result == Result.FAILURE ? new Broken(Kind.RESET, "x") : null));
        }
    }

    private void pass(int seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void theFirstLookKnowsNoRate() {
        assertThat(rows.look()).extracting(Row::address).containsExactly("10.0.0.1", "10.0.0.2");
        assertThat(rows.look()).extracting(Row::perSecond).containsOnlyNulls();
    }

    @Test
    void theFiguresAreThoseSinceTheFirstOfTheLooksThatFollowEachOther() {
        rows.look();
        pass(2);
        attempts(10, Result.SUCCESS);
        Row row = rows.look().get(0);
        assertThat(row.perSecond()).isEqualTo(5.0);
        assertThat(row.p95()).isBetween(19.0, 21.0);
        assertThat(row.state()).isEqualTo("used");
    }

    @Test
    void whatIsLongerAgoThanTenSecondsIsForgotten() {
        rows.look();
        attempts(10, Result.SUCCESS);
        for (int i = 0; i < 15; i++) {
            pass(1);
            rows.look();
        }
        assertThat(rows.look().get(0).perSecond()).isEqualTo(0.0);
        pass(60);
        assertThat(rows.look().get(0).perSecond()).isNull();
    }

    @Test
    void anAddressThatIsLeftOutSaysForHowLong() {
        attempts(5, Result.FAILURE);
        Row row = rows.look().get(0);
        assertThat(row.state()).isEqualTo("ejected");
        assertThat(row.leftOutMs()).isEqualTo(1_000);
    }
}
