package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import smart.service.Await;
import smart.service.RawBackend;
import smart.service.RawBackend.Reply;
import smart.service.RawCaller;
import smart.service.SmartService;

/** A caller that hangs up while its call is in progress leaves no request and no connection behind. */
class HangUpIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @Test
    void aResetEndsTheRequestWhenItsAnswerIsDue() throws Exception {
        for (String answer : new String[] {"{\"time\": 1}", "not JSON"}) {
            CountDownLatch due = new CountDownLatch(1);
            BACKEND.forget();
            BACKEND.reply(exchange -> {
                try {
                    due.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Reply.json(answer).to(exchange);
            });
            for (int i = 0; i < 5; i++) {
                new RawCaller(SMART.url(SmartService.PATH))
                        .get(SmartService.PATH)
                        .reset();
            }
            Await.until("the calls are in progress", () -> BACKEND.requests().size() == 5);
            assertThat(requests()).isEqualTo(5);

            due.countDown();

            SMART.awaitIdle();
            Await.until("the server has ended the requests", () -> requests() == 0);
        }
        SMART.takeNotes(5);
    }

    /** The server's own count of requests that have not ended. */
    private static long requests() {
        return SMART
                .getEnvironment()
                .metrics()
                .getCounters((name, metric) -> name.endsWith(".active-requests"))
                .values()
                .stream()
                .mapToLong(Counter::getCount)
                .sum();
    }
}
