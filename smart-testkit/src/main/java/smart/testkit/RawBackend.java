package smart.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;

/**
 * A backend on plain sockets, on a free port of 127.0.0.1 or on a port of another address. A {@link Reply} defines the
 * sent bytes; the backend records the received requests and how the peer ended each connection. Thread-safe.
 */
public final class RawBackend implements AutoCloseable {
    private final ServerSocketFactory sockets;
    private final String scheme;
    private final InetAddress address;
    private final List<RawConnection> connections = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile ServerSocket server;
    private volatile Socket refusing = new Socket();
    private volatile boolean recording = true;
    private volatile Thread acceptor;
    private volatile Reply reply = Reply.json("{\"time\": 0}");

    /** The handling of a request. The connection stays open afterwards unless the reply ends it. */
    @FunctionalInterface
    public interface Reply {
        void to(RawExchange exchange) throws IOException;

        /** These bytes (ISO 8859-1), then the connection is kept. */
        static Reply bytes(String bytes) {
            return exchange -> exchange.send(bytes);
        }

        /** A complete response with that body. */
        static Reply json(String body) {
            return bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                    + "\r\n\r\n" + body);
        }

        /** Nothing: the request waits until the peer ends the connection. */
        static Reply never() {
            return RawExchange::awaitEnd;
        }

        /** This reply, once the latch is open. */
        default Reply after(CountDownLatch latch) {
            return exchange -> {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                to(exchange);
            };
        }

        /** This reply, then the connection is closed (FIN). */
        default Reply thenClose() {
            return exchange -> {
                to(exchange);
                exchange.close();
            };
        }

        /** This reply, then the connection is reset (RST). */
        default Reply thenReset() {
            return exchange -> {
                to(exchange);
                exchange.reset();
            };
        }
    }

    /** How the peer ended a connection. */
    public enum End {
        /** It closed. */
        EOF,
        /** It reset. */
        RESET,
        /** It did not: we ended the connection. */
        OURS
    }

    /** A request's head as it came. */
    public record Request(RawConnection connection, String line, List<String> fields) {
        /** The method. */
        public String method() {
            return line.split(" ", 2)[0];
        }

        /** The target: path and query, or the full URL for a proxy. */
        public String target() {
            return line.split(" ", 3)[1];
        }

        /** The values of all lines with that name. */
        public List<String> header(String name) {
            String prefix = name + ": ";
            return fields.stream()
                    .filter(field -> field.regionMatches(true, 0, prefix, 0, prefix.length()))
                    .map(field -> field.substring(prefix.length()))
                    .toList();
        }
    }

    private RawBackend(ServerSocketFactory sockets, String scheme, InetAddress address) {
        this.sockets = sockets;
        this.scheme = scheme;
        this.address = address;
    }

    /** A backend that listens on that port of that address. */
    public static RawBackend on(String address, int port) {
        try {
            RawBackend backend =
                    new RawBackend(ServerSocketFactory.getDefault(), "http", InetAddress.getByName(address));
            backend.listen(port);
            return backend;
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A backend that listens. */
    public static RawBackend start() {
        return start(ServerSocketFactory.getDefault(), "http");
    }

    /** A backend with sockets of that kind, such as TLS. */
    public static RawBackend start(ServerSocketFactory sockets, String scheme) {
        RawBackend backend = new RawBackend(sockets, scheme, InetAddress.getLoopbackAddress());
        backend.listen(0);
        return backend;
    }

    /** From now on, keeps no requests, and connections only while they are open: for very many of them. */
    public RawBackend withoutRecord() {
        recording = false;
        return this;
    }

    /** Where it listens. */
    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + port());
    }

    /** The port. */
    public int port() {
        return server.getLocalPort();
    }

    /** Sets the reply for every request from now on. */
    public void reply(Reply next) {
        reply = next;
    }

    /** Notes a request; what it is answered with. */
    Reply reply(Request request) {
        if (recording) {
            requests.add(request);
        }
        return reply;
    }

    /** Drops an ended connection, if nothing is kept. */
    void ended(RawConnection connection) {
        if (!recording) {
            connections.remove(connection);
        }
    }

    /** All requests so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** The last request. */
    public Request lastRequest() {
        return requests.get(requests.size() - 1);
    }

    /** All connections so far. */
    public List<RawConnection> connections() {
        return List.copyOf(connections);
    }

    /** Forgets what came, and ends all connections. */
    public void forget() {
        connections.forEach(RawConnection::close);
        connections.clear();
        requests.clear();
    }

    /** Stops listening and ends all connections, so that the port refuses. It stays ours: nobody else comes to listen there. */
    public void refuse() {
        close();
        try {
            refusing = new Socket();
            refusing.setReuseAddress(true); // Closed connections keep the port for a while.
            refusing.bind(new InetSocketAddress(address, port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again, on the same port. */
    public void listen() {
        leave(refusing);
        listen(port());
    }

    private static void leave(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(int port) {
        try {
            ServerSocket opened = sockets.createServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(address, port), 2048);
            server = opened;
            acceptor = start(() -> accept(opened), "raw-backend");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                RawConnection connection = new RawConnection(this, opened.accept());
                connections.add(connection);
                var unused = start(connection::serve, "raw-backend-connection");
            } catch (IOException e) {
                // Closed, or the connection was gone before it was accepted.
            }
        }
    }

    private static Thread start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            server.close();
            acceptor.join(); // It holds the port until then.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(RawConnection::close);
        leave(refusing);
    }
}
