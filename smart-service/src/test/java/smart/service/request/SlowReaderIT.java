package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.RawCaller;
import smart.service.SmartService;

/** Callers that ask again and again and don't read: their answers fill all buffers on the way. */
final class SlowReaderIT {
    private static final int CALLS = 3000;

    /** Bodies that are written by the thread that serves the backend's connections, of which there is one, and by others. */
    @ParameterizedTest
    @ValueSource(ints = {Relay.MAX_BUFFERED, 2 * Relay.MAX_BUFFERED})
    void aCallerThatDoesNotReadHoldsUpNobodyElse(int size) throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService smart =
                        SmartService.inFrontOf(mock.url()).with("workers", "1").started();
                RawCaller slow = new RawCaller(smart.url("/"))) {
            mock.always(Reply.of("\"" + "x".repeat(size - 2) + "\"", 200, 0));

            slow.send("GET /api/smart HTTP/1.1\r\nHost: a\r\n\r\n".repeat(CALLS));
            for (int i = 0; i < 20; i++) {
                List<CompletableFuture<HttpResponse<byte[]>>> others =
                        Stream.generate(() -> smart.getAsync("")).limit(10).toList();

                assertThat(others).extracting(call -> call.join().statusCode()).containsOnly(200);
            }

            assertThat(mock.journal()).as("the slow caller was waited for").hasSizeLessThan(CALLS);
        }
    }
}
