package smart.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/**
 * A backend on bare sockets, on a free port of 127.0.0.1 or on a port of another address: a {@link Reply} says byte by byte what goes out, and it records
 * what came in and how the peer ended each connection. Thread-safe.
 */
public final class RawBackend implements AutoCloseable {
    private final ServerSocketFactory sockets;
    private final String scheme;
    private final InetAddress address;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile ServerSocket server;
    private volatile boolean recording = true;
    private volatile Thread acceptor;
    private volatile Reply reply = Reply.json("{\"time\": 0}");

    /** What is done with a request; the connection stays open afterwards unless the reply ends it. */
    @FunctionalInterface
    public interface Reply {
        void to(Exchange exchange) throws IOException;

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
            return Exchange::awaitEnd;
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
    public record Request(Connection connection, String line, List<String> fields) {
        /** The method. */
        public String method() {
            return line.split(" ", 2)[0];
        }

        /** The target: path and query, or the whole URL towards a proxy. */
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

    /** A backend that listens with sockets of that kind, such as those of TLS. */
    public static RawBackend start(ServerSocketFactory sockets, String scheme) {
        RawBackend backend = new RawBackend(sockets, scheme, InetAddress.getLoopbackAddress());
        backend.listen(0);
        return backend;
    }

    /** Keeps no request from now on, and a connection only while it is open: for very many of them. */
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

    /** What every request from now on is answered with. */
    public void reply(Reply next) {
        reply = next;
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
    public List<Connection> connections() {
        return List.copyOf(connections);
    }

    /** Forgets what came, and ends all connections. */
    public void forget() {
        connections.forEach(Connection::close);
        connections.clear();
        requests.clear();
    }

    /** Stops listening and ends all connections, so that the port refuses. */
    public void refuse() {
        close();
    }

    /** Listens again, on the same port. */
    public void listen() {
        listen(port());
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
                Connection connection = new Connection(opened.accept());
                connections.add(connection);
                var unused = start(connection::serve, "raw-backend-connection");
            } catch (IOException e) {
                // Closed, or a connection that was gone before it was accepted.
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
        connections.forEach(Connection::close);
    }

    /** A connection of the peer. */
    public final class Connection {
        private final Socket socket;
        private final CompletableFuture<End> end = new CompletableFuture<>();
        private int served; // used by the connection's thread alone

        private Connection(Socket socket) {
            this.socket = socket;
        }

        /** How the connection ended; waits for it, for 30 s at the most. */
        public End end() {
            return end.orTimeout(30, TimeUnit.SECONDS).join();
        }

        /** Whether the connection is still there. */
        public boolean isOpen() {
            return !end.isDone();
        }

        private void serve() {
            try {
                socket.setTcpNoDelay(true);
                InputStream input = new BufferedInputStream(socket.getInputStream());
                Request request = read(input);
                while (request != null) {
                    if (recording) {
                        requests.add(request);
                    }
                    served++;
                    reply.to(new Exchange(this, request, input));
                    request = read(input);
                }
                end.complete(End.EOF);
            } catch (IOException e) {
                end.complete(
                        e instanceof SocketException
                                        && String.valueOf(e.getMessage()).contains("reset")
                                ? End.RESET
                                : End.EOF);
            } finally {
                close();
                if (!recording) {
                    connections.remove(this);
                }
            }
        }

        private Request read(InputStream input) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = input.read();
                if (next < 0) {
                    return null;
                }
                head.append((char) next);
            }
            List<String> lines = List.of(head.toString().trim().split("\r\n"));
            return new Request(this, lines.get(0), new ArrayList<>(lines.subList(1, lines.size())));
        }

        private void close() {
            end.complete(End.OURS);
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One request and the way back. */
    public static final class Exchange {
        private final Connection connection;
        private final Request request;
        private final InputStream input;

        private Exchange(Connection connection, Request request, InputStream input) {
            this.connection = connection;
            this.request = request;
            this.input = input;
        }

        public Request request() {
            return request;
        }

        /** Whether this is the connection's first request. */
        public boolean isFirst() {
            return connection.served == 1;
        }

        /** Sends these characters as ISO 8859-1. */
        public void send(String bytes) throws IOException {
            send(bytes.getBytes(ISO_8859_1));
        }

        public void send(byte[] bytes) throws IOException {
            connection.socket.getOutputStream().write(bytes);
            connection.socket.getOutputStream().flush();
        }

        /** Waits until the peer ends the connection. */
        public void awaitEnd() throws IOException {
            while (input.read() >= 0) {
                // What else comes is of no interest.
            }
        }

        /** Whether the peer has ended the connection, or has sent something; waits for it as long as that. */
        public boolean endsWithin(int millis) throws IOException {
            connection.socket.setSoTimeout(millis);
            try {
                return input.read() < 0;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } finally {
                connection.socket.setSoTimeout(0);
            }
        }

        /** Answers, then closes this direction alone. */
        public void halfClose() throws IOException {
            send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
            connection.socket.shutdownOutput();
        }

        public void close() {
            connection.close();
        }

        public void reset() throws IOException {
            connection.socket.setSoLinger(true, 0);
            connection.close();
        }
    }
}
