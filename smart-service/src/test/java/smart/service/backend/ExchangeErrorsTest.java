package smart.service.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.util.Deadline;
import org.apache.hc.core5.util.DeadlineTimeoutException;
import org.junit.jupiter.api.Test;
import smart.service.backend.BackendFailure.Kind;

final class ExchangeErrorsTest {

    @Test
    void aPoolThatHasNoConnectionInTimeSaysSo() {
        for (Exception cause : new Exception[] {
            DeadlineTimeoutException.from(Deadline.MIN_VALUE), new ConnectionRequestTimeoutException("internal")
        }) {
            BackendFailure failure = ExchangeErrors.toFailure(cause, 0);

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure.detail()).isEqualTo("no connection of the pool in time");
        }
    }

    @Test
    void anExceptionWithoutWordsIsNamed() {
        assertThat(ExchangeErrors.toFailure(new IOException(), 0).detail()).isEqualTo("IOException");
    }

    @Test
    void whatIsNotTheBackendsDoingIsNoFailureOfIts() {
        assertThat(ExchangeErrors.toFailure(new IllegalStateException(), 0)).isNull();
    }
}
