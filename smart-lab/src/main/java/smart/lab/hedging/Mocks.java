package smart.lab.hedging;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The mocks of one backend: a single one, or several on the same port of several addresses. */
final class Mocks implements AutoCloseable {
    private static final String NAME = "backend.test";

    private final List<Server> servers = new ArrayList<>();
    private final List<String> scenarios = new ArrayList<>();
    private final URI url;
    private final List<String> serviceOptions;

    private Mocks(URI url, List<String> serviceOptions) {
        this.url = url;
        this.serviceOptions = serviceOptions;
    }

    static Mocks of(TestedBackend backend, Path folder, Path log) throws IOException {
        if (backend.replicas().isEmpty()) {
            Server one = Server.mock("127.0.0.1", Server.freePort(), backend.mockOptions(), log);
            return new Mocks(one.url("/"), List.of()).with(one, backend.scenario());
        }
        int port = Server.freePort();
        StringBuilder hosts = new StringBuilder();
        backend.replicas().forEach(replica -> hosts.append(replica.address() + " " + NAME + "\n"));
        Path file = Files.writeString(folder.resolve("hosts"), hosts);
        Mocks mocks = new Mocks(
                URI.create("http://" + NAME + ":" + port + "/"),
                List.of("-Djdk.net.hosts.file=" + file.toAbsolutePath()));
        for (Replica replica : backend.replicas()) {
            if (replica.isUp()) {
                mocks.with(Server.mock(replica.address(), port, backend.mockOptions(), log), replica.scenario());
            }
        }
        return mocks;
    }

    private Mocks with(Server server, String scenario) {
        servers.add(server);
        scenarios.add(scenario);
        return this;
    }

    URI url() {
        return url;
    }

    /** JVM options that make the service resolve them. */
    List<String> serviceOptions() {
        return serviceOptions;
    }

    void awaitStart() throws IOException, InterruptedException {
        for (Server server : servers) {
            server.awaitStart();
        }
    }

    /** Starts the scenarios, with empty journals. */
    void play() throws IOException, InterruptedException {
        for (int i = 0; i < servers.size(); i++) {
            int status = servers.get(i).post("/setscenario", scenarios.get(i)).statusCode();
            if (status != 200) {
                throw new IOException("the mock answered the scenario with " + status);
            }
        }
    }

    /** How many requests came to each since. */
    List<Long> requests() throws IOException, InterruptedException {
        List<Long> requests = new ArrayList<>();
        for (Server server : servers) {
            requests.add(server.get("/requests?limit=1")
                    .headers()
                    .firstValueAsLong("Journal-Total")
                    .orElseThrow(() -> new IOException("the mock does not say how many requests came")));
        }
        return requests;
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
    }
}
