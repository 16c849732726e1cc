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
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/** Backends on the same port of several addresses of this machine. Addresses that have none refuse. */
final class Replicas implements AutoCloseable {
    static final String ONE = "127.0.0.1";
    static final String TWO = "127.0.0.2";
    static final String THREE = "127.0.0.3";
    static final String SIX = "::1";

    private static final int TRIES = 20;

    private final Map<String, RawBackend> backends = new TreeMap<>();
    private final List<AutoCloseable> others = new ArrayList<>();

    private Replicas() {}

    static Replicas on(String... addresses) {
        for (int i = 0; i < TRIES; i++) {
            Replicas replicas = new Replicas();
            try {
                int port = 0;
                for (String address : addresses) {
                    RawBackend backend = RawBackend.on(address, port);
                    replicas.backends.put(address, backend);
                    port = backend.port();
                }
                return replicas;
            } catch (UncheckedIOException e) {
                replicas.close(); // Somebody else has that port of another address.
            }
        }
        throw new IllegalStateException("no port is free on all of " + List.of(addresses));
    }

    int port() {
        return backends.values().iterator().next().port();
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
            InetSocketAddress place = new InetSocketAddress(InetAddress.getByName(address), port());
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
        for (AutoCloseable other : others) {
            try {
                other.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
