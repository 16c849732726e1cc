package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartProcess;
import smart.service.SmartService;
import smart.testkit.RawCaller;

/**
 * The memory that responses take is bounded: by {@code limit.maxInFlight} x {@code backend.maxResponseSize}, and twice that
 * where one is copied, while they come in, and by {@code callers.maxPendingWrites} while callers are slow to read them.
 */
final class SmallHeapIT {
    private static final int SIZE = 4 * 1024 * 1024;
    private static final int SLOW = 100;

    @Test
    void largeResponsesAndSlowCallersDoNotFillAHeapOf128Megabytes(@TempDir Path folder) throws Exception {
        List<RawCaller> slow = new ArrayList<>();
        try (MockBackend mock = MockBackend.start();
                SmartProcess smart = SmartProcess.startWith(
                        List.of("-Xmx128m"), folder, Map.of(), "server", configuration(folder, mock))) {
            mock.always(Reply.of("\"" + "x".repeat(SIZE - 2) + "\"", 200, 0));

            for (int i = 0; i < SLOW; i++) {
                RawCaller caller = new RawCaller(smart.url("/"));
                slow.add(caller);
                caller.get(SmartService.PATH);
            }
            try (RawCaller caller = new RawCaller(smart.url("/"))) {
                for (int served = 0; served < 20; ) {
                    RawCaller.Response answer = caller.get(SmartService.PATH).read();
                    assertThat(answer.status()).isIn(200, 503);
                    served += answer.status() == 200 ? 1 : 0;
                }
            }
            assertThat(smart.out()).doesNotContain("OutOfMemoryError", "this is a bug");
            assertThat(smart.err()).isEmpty();
        } finally {
            for (RawCaller caller : slow) {
                caller.close();
            }
        }
    }

    private static String configuration(Path folder, MockBackend mock) throws IOException {
        String yaml =
                """
                ports: 0
                adminPort: 0
                backend: {url: "%s", maxResponseSize: %dB}
                callers: {maxPendingWrites: 24MiB}
                limit: {maxInFlight: 4}
                """
                        .formatted(mock.url(), SIZE);
        return Files.writeString(folder.resolve("smart.yml"), yaml).toString();
    }
}
