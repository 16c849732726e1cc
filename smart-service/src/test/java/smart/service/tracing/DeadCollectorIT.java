package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/**
 * A collector that is of no use costs traces, and nothing else. In the end it refuses what it gets, so that no test
 * waits until the client gives up: how long it tries is tested on a clock.
 */
final class DeadCollectorIT {
    private static final int CALLS = 50;
    private static final Reply REFUSED = Reply.bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

    private final RawBackend collector = RawBackend.start();
    private final MockBackend mock = MockBackend.start();

    @BeforeEach
    void answer() {
        mock.always(smart.mock.reply.Reply.ok("{}"));
    }

    @AfterEach
    void stop() {
        mock.close();
        collector.close();
    }

    @Test
    void oneThatIsGoneCostsNoCall() throws Exception {
        collector.reply(REFUSED);
        collector.refuse();
        try (SmartService service = tracedTo(collector.url())) {
            assertCallsAreServed(service);
            assertThat(collector.requests()).isEmpty();

            collector.listen();

            assertOnlyTracesAreLost(service);
        }
    }

    @Test
    void oneThatAnswersNothingCostsNoCall() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        collector.reply(REFUSED.after(answer));
        try (SmartService service = tracedTo(collector.url())) {
            assertThat(service.get("").statusCode()).isEqualTo(200);
            Await.until("it has the first span", () -> collector.requests().size() == 1);
            assertCallsAreServed(service);
            assertThat(collector.requests()).hasSize(1);

            answer.countDown();

            assertOnlyTracesAreLost(service);
        }
    }

    private SmartService tracedTo(URI url) throws Exception {
        return SmartService.inFrontOf(mock.url())
                .with("tracing.endpoint", url.toString())
                .with("tracing.sampler", "always_on")
                .started();
    }

    private static void assertCallsAreServed(SmartService service) throws Exception {
        for (int i = 0; i < CALLS; i++) {
            assertThat(service.get("").statusCode()).isEqualTo(200);
        }
    }

    private static void assertOnlyTracesAreLost(SmartService service) throws Exception {
        Await.until("spans given up", () -> service.count("smart.trace_spans.failed") > 0);
        assertThat(service.get("").statusCode()).isEqualTo(200);
        assertThat(service.count("smart.trace_spans.sent")).isZero();
    }
}
