package smart.service.admin.console.process;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The state of the JVM. Sampled once a second; safe for use by many threads. */
public final class Jvm {
    /** The samples of a minute, including both ends. */
    private static final int KEPT = 61;

    private static final double MINUTE_NANOS = 60e9;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    // Guarded by this.
    private final Deque<Usage> usages = new ArrayDeque<>();

    private record Usage(long nanos, long cpuNanos, long gcMillis) {}

    /**
     * The current state.
     *
     * @param heapUsed in bytes
     * @param heapMax in bytes
     * @param cpu the share of all cores in the last second, from 0 to 1; null if unknown
     * @param gcMsPerMinute of the last minute
     */
    public record Health(
            long heapUsed,
            long heapMax,
            int threads,
            @Nullable Double cpu,
            @Nullable Long gcMsPerMinute,
            @Nullable Long openFiles) {}

    /** Takes the sample of this second. */
    public synchronized void look(long nanoTime) {
        usages.addLast(new Usage(nanoTime, system.getProcessCpuTime(), gcMillis()));
        if (usages.size() > KEPT) {
            usages.removeFirst();
        }
    }

    public synchronized Health health() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Health(
                heap.getUsed(),
                heap.getMax(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                cpu(),
                gcPerMinute(),
                system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : null);
    }

    private @Nullable Double cpu() {
        if (usages.size() < 2) {
            return null;
        }
        Usage newest = usages.getLast();
        Usage before = usages.stream().skip(usages.size() - 2L).findFirst().orElseThrow();
        double share = (double) (newest.cpuNanos() - before.cpuNanos())
                / (newest.nanos() - before.nanos())
                / Runtime.getRuntime().availableProcessors();
        return Math.round(Math.min(1, share) * 1000) / 1000.0;
    }

    private @Nullable Long gcPerMinute() {
        if (usages.size() < 2) {
            return null;
        }
        Usage newest = usages.getLast();
        Usage oldest = usages.getFirst();
        return Math.round((newest.gcMillis() - oldest.gcMillis()) * MINUTE_NANOS / (newest.nanos() - oldest.nanos()));
    }

    private static long gcMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }
}
