package smart.service.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.reactor.IOSession;
import org.junit.jupiter.api.Test;

/** What a connection brings between a response and the next request. */
class SessionGuardTest {
    private final SessionGuard guard = new SessionGuard(1000);
    private final IOSession session = guard.decorate((IOSession) Proxy.newProxyInstance(
            IOSession.class.getClassLoader(),
            new Class<?>[] {IOSession.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "read" -> read((ByteBuffer) arguments[0]);
                case "write" -> write((ByteBuffer) arguments[0]);
                default -> throw new UnsupportedOperationException(method.getName());
            }));

    private int arrived;
    private boolean ended;
    private int written;

    @Test
    void aRequestFollowsAResponseAtOnce() throws Exception {
        exchange();
        exchange();

        assertThat(written).isEqualTo(2);
    }

    /** Such as a second response. The client reads a body up to its end alone, and may write before it reads again. */
    @Test
    void noRequestIsWrittenWhereBytesWaitToBeRead() throws Exception {
        exchange();
        arrived = 1;

        assertThatThrownBy(this::request).isInstanceOf(SessionGuard.Unasked.class);
        assertThat(written).isEqualTo(1);
    }

    @Test
    void noRequestIsWrittenWhereTheBackendHasClosed() throws Exception {
        exchange();
        ended = true;

        assertThatThrownBy(this::request).isInstanceOf(ConnectionClosedException.class);
        assertThat(written).isEqualTo(1);
    }

    @Test
    void whatFollowsAResponseIsNotTakenForOne() throws Exception {
        exchange();
        arrived = 1;

        assertThatThrownBy(() -> session.read(ByteBuffer.allocate(10))).isInstanceOf(SessionGuard.Unasked.class);
    }

    /** As with TLS, or where the bytes came with the response's last ones: the client has them, and looks for more. */
    @Test
    void aReadThatNoRequestAskedForMeansBytesLeftOver() throws Exception {
        exchange();

        assertThatThrownBy(() -> session.read(ByteBuffer.allocate(10))).isInstanceOf(SessionGuard.Unasked.class);
    }

    @Test
    void theEndOfAnIdleConnectionIsNoSurplus() throws Exception {
        exchange();
        ended = true;

        assertThat(session.read(ByteBuffer.allocate(10))).isEqualTo(-1);
    }

    @Test
    void aRequestMayBeWrittenInParts() throws Exception {
        exchange();
        request();
        arrived = 1; // the response may come before all of the request was sent
        request();

        assertThat(written).isEqualTo(3);
    }

    private void exchange() throws IOException {
        request();
        arrived = 1;
        assertThat(session.read(ByteBuffer.allocate(10))).isEqualTo(1);
        guard.responseEnded();
    }

    private void request() throws IOException {
        session.write(ByteBuffer.allocate(1));
    }

    private int read(ByteBuffer bytes) {
        if (arrived == 0) {
            return ended ? -1 : 0;
        }
        int count = Math.min(arrived, bytes.remaining());
        bytes.position(bytes.position() + count);
        arrived -= count;
        return count;
    }

    private int write(ByteBuffer bytes) {
        int count = bytes.remaining();
        bytes.position(bytes.limit());
        written += count;
        return count;
    }
}
