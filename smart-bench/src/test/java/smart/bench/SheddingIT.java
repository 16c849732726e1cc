package smart.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.testkit.RawServer;

/** A target that refuses at once what is above its limit, as the service itself does. */
class SheddingIT {
    private static final String REFUSAL = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";
    private static final int LIMIT = 4;
    /** Long against the time that a thread may wake too late. */
    private static final Duration SERVICE = Duration.ofMillis(200);

    private final Semaphore permits = new Semaphore(LIMIT);

    @TempDir
    private Path folder;

    /** Five of six callers would otherwise not be served once: a refusal takes less than a thousandth of a success. */
    @Test
    void theRefusedDoNotUseUpTheRequestsOfALevel() throws Exception {
        try (RawServer server = new RawServer(this::admitOrRefuse)) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "4,6", "--req", "48", server.url());
            JsonNode full = bench.level(1);
            assertThat(full.get("sent").asInt()).isEqualTo(48);
            assertThat(full.get("statuses").get("503").asInt()).isPositive();
            assertThat(full.get("succeeded").asInt()).isGreaterThan(24); // 32 with even turns
            assertThat(full.get("note").asText()).contains("had a request in progress");
            assertThat(bench.json("report").get("knee").get("reason").asText())
                    .contains("at 6, ", "did not succeed")
                    .doesNotContain("nothing succeeded");
        }
    }

    /** No level before it tells how long a success takes. */
    @Test
    void theFirstLevelMayBeAboveTheLimit() throws Exception {
        try (RawServer server = new RawServer(this::admitOrRefuse)) {
            Bench bench = new Bench(folder);
            bench.run("--levels", "8", "--req", "40", server.url());
            assertThat(bench.level(0).get("succeeded").asInt()).isGreaterThan(10); // 20 with even turns
        }
    }

    @Test
    void aTargetThatRefusesEverythingIsNotWaitedFor() throws Exception {
        try (RawServer server = RawServer.answering(REFUSAL)) {
            Bench bench = new Bench(folder);
            assertThat(bench.run("--levels", "1,4", "--req", "10000", server.url()))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(bench.level(1).get("statuses").get("503").asInt()).isEqualTo(10_000);
        }
    }

    private void admitOrRefuse(int request, Socket socket, RawServer server) throws IOException {
        if (!permits.tryAcquire()) {
            RawServer.write(socket, REFUSAL);
            return;
        }
        try {
            server.work(SERVICE);
        } finally {
            permits.release();
        }
        RawServer.write(socket, RawServer.OK);
    }
}
