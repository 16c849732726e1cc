package smart.service.tracing.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import org.junit.jupiter.api.Test;

final class SendFailureTest {
    private static Throwable because(Throwable failure, Throwable cause) {
        return failure.initCause(cause);
    }

    @Test
    void saysWhatTheInnermostCauseSays() {
        assertThat(SendFailure.text(because(new ConnectException(), new ConnectException("Connection refused"))))
                .isEqualTo("Connection refused");
        assertThat(SendFailure.text(new IOException("outer", new IOException("inner"))))
                .isEqualTo("inner");
        assertThat(SendFailure.text(new IOException(new IOException("inner")))).isEqualTo("inner");
    }

    @Test
    void saysThatThereIsNoConnectionWhereNothingElseIsSaid() {
        assertThat(SendFailure.text(because(new ConnectException(), new ClosedChannelException())))
                .isEqualTo("no connection: ConnectException");
        assertThat(SendFailure.text(new IOException())).isEqualTo("IOException");
    }

    @Test
    void saysThatTheHostIsUnknown() {
        assertThat(SendFailure.text(because(new ConnectException(), new UnresolvedAddressException())))
                .isEqualTo("the host is unknown");
    }
}
