package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.mock.reply.Reply;
import smart.service.SmartService;
import smart.testkit.RawCaller;

/**
 * What a call allocates on the service's threads. Unlike time, that is much the same on any machine; the tests' JVM stops at
 * C1, which saves no allocation, so that it does not depend on the compiler's state either.
 */
final class AllocationIT {
    /** Half as much again as the 30 kB that are measured; see docs/performance.md. */
    private static final long MOST_BYTES = 45_000;

    private static final int WARM_UP = 500;
    private static final int CALLS = 500;
    /** The service's threads; the mock's and the test's own have other names. */
    private static final Pattern OURS = Pattern.compile("dw-.*|backend-.*|timers.*");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aCallAllocatesNoMoreThanItsBudget() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService smart = SmartService.inFrontOf(mock.url()).started();
                RawCaller caller = new RawCaller(smart.url("/"))) {
            mock.always(Reply.of("{\"time\": 50}", 200, 0));
            call(caller, WARM_UP);

            long before = allocated();
            call(caller, CALLS);
            long perCall = (allocated() - before) / CALLS;

            System.out.println("allocated per call: " + perCall + " bytes");
            assertThat(perCall).isBetween(1000L, MOST_BYTES);
        }
    }

    private static void call(RawCaller caller, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(caller.get(SmartService.PATH).read().status()).isEqualTo(200);
        }
    }

    private long allocated() {
        long[] ours = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread ->
                        thread != null && OURS.matcher(thread.getThreadName()).matches())
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        return Arrays.stream(threads.getThreadAllocatedBytes(ours)).sum();
    }
}
