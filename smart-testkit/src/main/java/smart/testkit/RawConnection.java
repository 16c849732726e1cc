package smart.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Request;

/** A connection that the peer of a {@link RawBackend} has opened. Thread-safe. */
public final class RawConnection {
    private final RawBackend backend;
    private final Socket socket;
    private final CompletableFuture<End> end = new CompletableFuture<>();
    private int served; // used by the connection's thread alone

    RawConnection(RawBackend backend, Socket socket) {
        this.backend = backend;
        this.socket = socket;
    }

    /** How the connection ended. Waits for it, at most 60 s. */
    public End end() {
        return end.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Whether the connection is still there. */
    public boolean isOpen() {
        return !end.isDone();
    }

    /** Answers its requests until it ends. */
    void serve() {
        try {
            socket.setTcpNoDelay(true);
            InputStream input = new BufferedInputStream(socket.getInputStream());
            Request request = read(input);
            while (request != null) {
                served++;
                backend.reply(request).to(new RawExchange(request, socket, input, served == 1));
                request = read(input);
            }
            end.complete(End.EOF);
        } catch (IOException e) {
            boolean reset = e instanceof SocketException
                    && String.valueOf(e.getMessage()).contains("reset");
            end.complete(reset ? End.RESET : End.EOF);
        } finally {
            close();
            backend.ended(this);
        }
    }

    private Request read(InputStream input) throws IOException {
        String head = InputText.upTo(InputText.END_OF_HEAD, input);
        if (!head.endsWith(InputText.END_OF_HEAD)) {
            return null;
        }
        List<String> lines = List.of(head.trim().split("\r\n"));
        return new Request(this, lines.get(0), new ArrayList<>(lines.subList(1, lines.size())));
    }

    void close() {
        end.complete(End.OURS);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
