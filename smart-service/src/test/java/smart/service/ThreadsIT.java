package smart.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.testkit.Await;
import smart.testkit.RawCaller;

/** A call that waits for the backend has no thread. */
final class ThreadsIT {
    private static final int CALLS = 1000;
    private static final int DELAY_MS = 60_000;

    @Test
    void aThousandWaitingCallsNeedFewThreads(@TempDir Path folder) throws Exception {
        MockBackend mock = MockBackend.start();
        mock.always(Reply.of("{}", 200, DELAY_MS));
        Map<String, String> variables = Map.of(
                "REMOTE_URL", mock.url().toString(),
                "PORT_NUMBER", "0",
                "ADMIN_PORT", "0",
                "REQUEST_TIMEOUT", "90",
                "WORKERS", "2", // However many cores there are.
                "REQUESTS_LIMIT", String.valueOf(CALLS));
        List<RawCaller> callers = new ArrayList<>();
        try (SmartProcess smart = SmartProcess.start(folder, variables, "server")) {
            try (mock) {
                for (int i = 0; i < CALLS; i++) {
                    RawCaller caller = new RawCaller(smart.url("/"));
                    callers.add(caller);
                    caller.get(SmartService.PATH);
                }
                Await.until("all calls wait", () -> gauge(smart, "smart.in_flight") == CALLS);

                assertThat(gauge(smart, "jvm.threads.peak.count")).isLessThan(64);
            }
            for (RawCaller caller : callers) {
                assertThat(caller.read().status()).isEqualTo(502);
            }
        } finally {
            for (RawCaller caller : callers) {
                caller.close();
            }
        }
    }

    private static int gauge(SmartProcess smart, String name) throws IOException {
        try (InputStream metrics = smart.adminUrl("/metrics").toURL().openStream()) {
            return new ObjectMapper()
                    .readTree(metrics)
                    .at("/gauges/" + name + "/value")
                    .asInt();
        }
    }
}
