package smart.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that handles connections as a test wants. Requests have no body. It has one thread per connection. */
public final class RawServer implements AutoCloseable {
    /** A small JSON response. */
    public static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"time\":50}";

    private final ServerSocket listening;
    private final Behaviour behaviour;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What happens to a request, counted from 1. */
    public interface Behaviour {
        void on(int request, Socket socket, RawServer server) throws IOException;
    }

    /** Listens on a free port. */
    public RawServer(Behaviour behaviour) throws IOException {
        this(0, behaviour);
    }

    /** Listens on that port, which this test used before. */
    public RawServer(int port, Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.listening = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Answers all with the same. */
    public static RawServer answering(String response) throws IOException {
        return new RawServer((request, socket, server) -> write(socket, response));
    }

    public static void write(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(US_ASCII));
    }

    /** Returns after that time, which a request takes as in a backend. Fails if the server is closed meanwhile. */
    public void work(Duration time) throws IOException {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the server is closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns only when the server is closed: a request that never gets a response. */
    public void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort() + "/";
    }

    public int port() {
        return listening.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    public int connections() {
        return accepted.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                accepted.incrementAndGet();
                open.add(socket);
                if (listening.isClosed()) {
                    socket.close(); // it was not yet among those that close() closes
                }
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String line = in.readLine();
            while (line != null) {
                if (line.isEmpty()) {
                    behaviour.on(requests.incrementAndGet(), socket, this);
                }
                line = socket.isClosed() ? null : in.readLine();
            }
        } catch (IOException e) {
            // the client, or the test, closed the connection
        } finally {
            open.remove(socket);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}
