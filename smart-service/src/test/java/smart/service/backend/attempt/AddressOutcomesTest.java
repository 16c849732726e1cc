package smart.service.backend.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendFailure.NoConnection;
import smart.service.backend.BackendRequest;
import smart.service.backend.Requests;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.BackendAddress.State;
import smart.service.backend.address.Spread;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;

final class AddressOutcomesTest {
    private final MetricRegistry metrics = new MetricRegistry();
    private final AddressBook book = new AddressBook(Spread.FIRST, () -> 0, bound -> 0).measuredBy(metrics);
    private final AddressOutcomes outcomes = new AddressOutcomes(() -> Duration.ofSeconds(10));

    AddressOutcomesTest() throws Exception {
        book.with(InetAddress.getByName("10.0.0.1"), InetAddress.getByName("10.0.0.2"));
    }

    private void ended(BackendFailure failure, long millis) {
        BackendRequest request = Requests.get("id");
        use(request, 1);
        outcomes.ended(new Attempt(request, TimeUnit.MILLISECONDS.toNanos(millis), Result.FAILURE, failure));
    }

    private AddressUse use(BackendRequest request, int attempt) {
        AddressUse use = book.choose(request.used());
        request.used().add(attempt, use);
        return use;
    }

    private long count(String result) {
        return metrics.counter("smart.backend.address.attempts.10.0.0.1." + result)
                .getCount();
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED,0,1,true",
        "RESET,0,1,true",
        "TIMEOUT,0,999,false",
        "TIMEOUT,0,1000,true",
        "MALFORMED,0,1,true",
        "TRUNCATED,200,1,true",
        "INVALID_JSON,200,1,true",
        "TOO_LARGE,200,1,false",
        "STATUS,500,1,true",
        "STATUS,503,1,true",
        "STATUS,429,1,false"
    })
    void notEveryFailureSaysSomethingAboutTheAddress(Kind kind, int status, long millis, boolean counts) {
        BackendFailure failure = kind == Kind.STATUS
                ? new BackendFailure.Status(Requests.response(status))
                : new Broken(kind, status, "x", null);
        for (int i = 0; i < 5; i++) {
            ended(failure, millis);
        }
        assertThat(count("failure")).isEqualTo(5);
        assertThat(book.known().get(0).state()).isEqualTo(counts ? State.EJECTED : State.USED);
    }

    @Test
    void aSocketThatSmartsMachineDidNotGiveSaysNothingAboutTheAddress() {
        for (int i = 0; i < 5; i++) {
            ended(new Broken(NoConnection.NO_SOCKET, "x", null), 1);
        }
        assertThat(count("failure")).isEqualTo(5);
        assertThat(book.known().get(0).state()).isEqualTo(State.USED);
    }

    @Test
    void aShortTimeoutOfTheServiceCountsFromItsHalfOn() {
        AddressOutcomes hasty = new AddressOutcomes(() -> Duration.ofMillis(500));
        for (int i = 0; i < 5; i++) {
            BackendRequest request = Requests.get("id");
            use(request, 1);
            hasty.ended(new Attempt(request, 250_000_000, Result.FAILURE, new Broken(Kind.TIMEOUT, "x")));
        }
        assertThat(book.known().get(0).state()).isEqualTo(State.EJECTED);
    }

    @Test
    void anAttemptThatCameToNoAddressIsNobodys() {
        outcomes.ended(new Attempt(Requests.get("id"), 1, Result.FAILURE, new Broken(Kind.TIMEOUT, "no connection")));
        assertThat(count("failure")).isZero();
    }

    @Test
    void whatAnAttemptTookIsCountedWithItsAddress() {
        BackendRequest request = Requests.get("id");
        use(request, 1);
        use(request, 2);
        outcomes.ended(new Attempt(request.attempt(2, 2), 1_000_000, Result.SUCCESS, null));
        outcomes.ended(new Attempt(request.attempt(1, 2), 2_000_000, Result.CANCELLED, null));
        assertThat(count("cancelled")).isEqualTo(1);
        assertThat(outcomes.fineCounts(book.known()))
                .extracting(counts -> Arrays.stream(counts).sum())
                .containsExactly(0L, 1L);
    }
}
