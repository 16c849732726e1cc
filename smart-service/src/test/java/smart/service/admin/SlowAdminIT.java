package smart.service.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck;
import java.io.RandomAccessFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawCaller;

/** The admin port's own threads answer there: whatever is slow on it, calls are answered. */
class SlowAdminIT {
    private static final int REQUESTS = 30;
    private static final long LARGE = 64 * 1024 * 1024;

    @Test
    void slowRequestsOnTheAdminPortTakeNoThreadOfTheCalls() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<RawCaller> operators = new ArrayList<>();
        try (RawBackend backend = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("workers", "1")
                        .started()) {
            smart.getEnvironment().healthChecks().register("slow", new HealthCheck() {
                @Override
                protected Result check() throws InterruptedException {
                    begun.countDown();
                    slow.await();
                    return Result.healthy();
                }
            });
            try {
                URI admin = URI.create("http://127.0.0.1:" + smart.getAdminPort());
                for (int i = 0; i < REQUESTS; i++) {
                    operators.add(new RawCaller(admin).send("GET /healthcheck HTTP/1.1\r\nHost: localhost\r\n\r\n"));
                }
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
                for (int i = 0; i < 50; i++) {
                    assertThat(smart.get("").statusCode()).isEqualTo(200);
                    assertThat(smart.send("GET", "/missing").statusCode()).isEqualTo(404);
                }
                assertThat(operators.get(0).hasAnswerWithin(1)).isFalse();
            } finally {
                slow.countDown();
            }
            for (RawCaller operator : operators) {
                assertThat(operator.read().status()).isEqualTo(200);
            }
            Await.until("no call in progress", () -> smart.inFlight() == 0);
        } finally {
            for (RawCaller operator : operators) {
                operator.close();
            }
        }
    }

    /** A download that nobody reads keeps its thread: the log is larger than the system's buffers. */
    @Test
    void downloadsThatNobodyReadsTakeNoThreadOfTheCalls() throws Exception {
        List<RawCaller> operators = new ArrayList<>();
        try (RawBackend backend = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("workers", "1")
                        .started()) {
            try (RandomAccessFile log = new RandomAccessFile(smart.errorLog().toFile(), "rw")) {
                log.setLength(LARGE);
            }
            URI admin = URI.create("http://127.0.0.1:" + smart.getAdminPort());
            for (int i = 0; i < REQUESTS; i++) {
                operators.add(
                        new RawCaller(admin).send("GET /console/errors/download HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }
            Await.until("as many downloads as may have begun, and the others are refused", () -> {
                for (RawCaller operator : operators) {
                    if (operator.unread() == 0) {
                        return false;
                    }
                }
                return true;
            });
            for (int i = 0; i < 50; i++) {
                assertThat(smart.get("").statusCode()).isEqualTo(200);
                assertThat(smart.send("GET", "/missing").statusCode()).isEqualTo(404);
            }
            try (RawCaller supervisor = new RawCaller(admin)) {
                supervisor.send("GET /health-check?type=alive HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(supervisor.read().status()).as("liveness").isEqualTo(200);
            }
            try (RawCaller another = new RawCaller(admin)) {
                another.send("POST /tasks/clear-error-log HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
                RawCaller.Response refused = another.read();
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.body()).contains("3 requests wait for the error log already");
            }
        } finally {
            for (RawCaller operator : operators) {
                operator.close();
            }
        }
    }
}
