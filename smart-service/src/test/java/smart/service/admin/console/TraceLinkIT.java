package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.testkit.RawBackend;

/** An error note leads to the trace of its call. */
final class TraceLinkIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void aNoteLinksToItsTraceWhereSomethingShowsTraces() throws Exception {
        try (MockBackend backend = MockBackend.start();
                RawBackend collector = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("tracing.endpoint", collector.url().toString())
                        .with("tracing.ui", "http://zipkin.example/zipkin/traces/{traceId}?a=1&b=%20")
                        .started()) {
            Browser browser = Browser.shared();
            browser.window(1280, 900, false);
            backend.always(Reply.of("broken", 500, 0));
            smart.get("", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00");
            browser.open(URI.create("http://127.0.0.1:" + smart.getAdminPort() + "/"));
            browser.await("the note", () -> browser.all("#errors-groups .group").size() == 1);
            browser.click("#errors-groups summary");
            browser.await(
                    "the link", () -> browser.all("#errors-groups a.trace").size() == 1);

            assertThat(browser.one("#errors-groups a.trace").getDomAttribute("href"))
                    .isEqualTo("http://zipkin.example/zipkin/traces/" + TRACE + "?a=1&b=%20");
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.accessibilityProblems("#errors-groups")).isEmpty();
        }
    }
}
