package smart.mock.wire.send;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IteratingCallback;

/** Sends one {@link Transmission} on a connection, bypassing Jetty's HTTP, without blocking. */
public final class Transmitter extends IteratingCallback {
    /** Told how it went. It closes the connection. */
    public interface Listener {
        /** Everything is sent, and the connection is to be held, silent. */
        void sent();

        /** Everything is sent, and the connection is to be closed. */
        void played();

        /** The connection broke before all was sent, or the caller read nothing for the idle timeout. */
        void broken();
    }

    private final EndPoint endPoint;
    private final IdleTime idleTime;
    private final Transmission transmission;
    private final Iterator<ByteBuffer> pieces;
    private final Timer timer;
    private final Pace pace;
    private final Listener listener;
    private boolean first = true;
    private boolean paused;

    public Transmitter(
            EndPoint endPoint,
            IdleTime idleTime,
            Transmission transmission,
            Timer timer,
            Pace pace,
            Listener listener) {
        this.endPoint = endPoint;
        this.idleTime = idleTime;
        this.transmission = transmission;
        this.pieces = transmission.pieces().iterator();
        this.timer = timer;
        this.pace = pace;
        this.listener = listener;
    }

    @Override
    protected Action process() {
        if (!pieces.hasNext()) {
            return Action.SUCCEEDED;
        }
        if (transmission.paced() && !first && !paused) {
            paused = true;
            idleTime.pause();
            var unused = timer.after(pace.drip().toNanos(), this::iterate);
            return Action.IDLE;
        }
        first = false;
        paused = false;
        idleTime.count();
        endPoint.write(this, pieces.next());
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        switch (transmission.ending()) {
            case CLOSE -> listener.played();
            case HOLD -> {
                idleTime.pause();
                listener.sent();
            }
            case RESET -> {
                resetConnection();
                listener.played();
            }
        }
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        listener.broken();
    }

    /**
     * With SO_LINGER 0 a close sends RST instead of FIN. It happens below TLS, which would first send its close
     * message.
     */
    private void resetConnection() {
        var transport = endPoint.getTransport();
        while (transport instanceof EndPoint underTls) {
            transport = underTls.getTransport();
        }
        if (transport instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException e) {
                // The caller has already closed: there is nothing to reset.
                listener.broken();
            }
        }
    }
}
