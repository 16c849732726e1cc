package smart.service.backend.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import smart.testkit.Ipv6;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/**
 * Backends on the same port of some of four addresses of this machine. The other addresses refuse: this holds their
 * port too, so that no other program can come to listen there.
 */
final class Replicas implements AutoCloseable {
    static final String ONE = "127.0.0.1";
    static final String TWO = "127.0.0.2";
    static final String THREE = "127.0.0.3";
    static final String SIX = "::1";

    private static final int TRIES = 20;

    private final Map<String, RawBackend> backends = new TreeMap<>();
    private final Map<String, Socket> refusing = new TreeMap<>();
    private final List<AutoCloseable> others = new ArrayList<>();
    private int port;

    private Replicas() {}

    /** With backends on these addresses, or none. */
    static Replicas on(String... addresses) {
        for (int i = 0; i < TRIES; i++) {
            Replicas replicas = new Replicas();
            try {
                replicas.take(List.of(addresses));
                return replicas;
            } catch (IOException | UncheckedIOException e) {
                replicas.close(); // Somebody else has that port of another address.
            }
        }
        throw new IllegalStateException("no port is free on all of this machine's addresses");
    }

    private void take(List<String> addresses) throws IOException {
        for (String address : addresses) {
            RawBackend backend = RawBackend.on(address, port);
            backends.put(address, backend);
            port = backend.port();
        }
        for (String address : Ipv6.isThere() ? List.of(ONE, TWO, THREE, SIX) : List.of(ONE, TWO, THREE)) {
            if (!backends.containsKey(address)) {
                Socket holder = new Socket();
                refusing.put(address, holder);
                holder.bind(new InetSocketAddress(InetAddress.getByName(address), port));
                port = holder.getLocalPort();
            }
        }
    }

    int port() {
        return port;
    }

    Replicas reply(String address, Reply reply) {
        backends.get(address).reply(reply);
        return this;
    }

    int requests(String address) {
        return backends.get(address).requests().size();
    }

    RawBackend at(String address) {
        return backends.get(address);
    }

    /** Listens at that address, too, but so that nobody gets a connection: its queue is full. */
    Replicas full(String address) {
        try {
            refusing.get(address).close();
            InetSocketAddress place = new InetSocketAddress(InetAddress.getByName(address), port);
            ServerSocket server = new ServerSocket();
            others.add(server);
            server.bind(place, 1);
            boolean room = true;
            while (room) {
                Socket socket = new Socket();
                others.add(socket);
                room = connects(socket, place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static boolean connects(Socket socket, InetSocketAddress place) {
        try {
            socket.connect(place, 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        backends.values().forEach(RawBackend::close);
        others.addAll(refusing.values());
        for (AutoCloseable other : others) {
            try {
                other.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
