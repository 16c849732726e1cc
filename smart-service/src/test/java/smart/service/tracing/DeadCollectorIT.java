package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RefusingPort;

/** A collector that is of no use costs traces, and nothing else. */
final class DeadCollectorIT {
    private static final int CALLS = 50;

    @Test
    void oneThatIsGoneCostsNoCall() throws Exception {
        try (RefusingPort gone = new RefusingPort()) {
            calls(gone.number(), "smart.trace_spans.failed");
        }
    }

    @Test
    void oneThatAnswersNothingCostsNoCall() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            calls(silent.getLocalPort(), "smart.trace_spans.failed");
        }
    }

    private static void calls(int port, String counter) throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService service = SmartService.inFrontOf(mock.url())
                        .with("tracing.endpoint", "http://127.0.0.1:" + port)
                        .with("tracing.sampler", "always_on")
                        .started()) {
            mock.always(Reply.ok("{}"));
            for (int i = 0; i < CALLS; i++) {
                assertThat(service.get("").statusCode()).isEqualTo(200);
            }
            Await.until("spans given up", () -> service.count(counter) > 0);
            assertThat(service.get("").statusCode()).isEqualTo(200);
            assertThat(service.count("smart.trace_spans.sent")).isZero();
        }
    }
}
