package smart.bench.load;

import com.sun.management.OperatingSystemMXBean;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import smart.bench.load.http.Lane;
import smart.bench.load.measure.GeneratorHealth;
import smart.bench.load.measure.Watch;

/**
 * Watches the generator while a window is open: the event loops' share of a core, how long a task waits for a loop, and
 * the machine's cores. The probes are sent by another event loop, so they wait like a response that arrives while the
 * loop is busy.
 */
@SuppressWarnings("FutureReturnValueIgnored") // The future is ignored: handlers and deadlines report everything
final class GeneratorWatch implements Watch {
    private static final long PROBE_EVERY_MILLIS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final @Nullable OperatingSystemMXBean MACHINE =
            ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine ? machine : null;

    private final List<Lane> lanes;
    private final EventLoop observer;
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder probes = new LongAdder();

    // Confined to the observer.
    private @Nullable ScheduledFuture<?> probing;
    private long[] cpuAtBegin = {};
    private long begin;
    private GeneratorHealth health = GeneratorHealth.UNKNOWN;

    GeneratorWatch(List<Lane> lanes, EventLoop observer) {
        this.lanes = lanes;
        this.observer = observer;
        machineBusy(); // the first call is slow: not in the window
    }

    @Override
    public void opened() {
        observer.execute(this::begin);
    }

    private void begin() {
        begin = System.nanoTime();
        cpuAtBegin = cpuOfLoops();
        machineBusy(); // the next response counts from here
        AtomicBoolean[] pending =
                lanes.stream().map(lane -> new AtomicBoolean()).toArray(AtomicBoolean[]::new);
        probing = observer.scheduleAtFixedRate(
                () -> lanes.forEach(lane -> probe(lane, pending[lane.index()])),
                PROBE_EVERY_MILLIS,
                PROBE_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void closed() {
        observer.execute(this::end);
    }

    private void end() {
        if (probing != null) {
            probing.cancel(false);
        }
        double wall = Math.max(1, System.nanoTime() - begin);
        long[] cpu = cpuOfLoops();
        double busiest = 0;
        double sum = 0;
        for (int i = 0; i < cpu.length; i++) {
            double used = Math.max(0, cpu[i] - cpuAtBegin[i]);
            busiest = Math.max(busiest, used / wall);
            sum += used;
        }
        double wait = probes.sum() == 0 ? 0 : waitedNanos.sum() / (double) probes.sum() / 1e6;
        int cores = Runtime.getRuntime().availableProcessors();
        health = new GeneratorHealth(busiest, wait, machineBusy(), sum / wall / cores, 0);
    }

    @Override
    public CompletableFuture<GeneratorHealth> health() {
        // The observer's tasks run in turn, so the window's end has been seen by then.
        CompletableFuture<GeneratorHealth> answer = new CompletableFuture<>();
        observer.execute(() -> answer.complete(health));
        return answer;
    }

    private void probe(Lane lane, AtomicBoolean pending) {
        if (pending.compareAndSet(false, true)) {
            long asked = System.nanoTime();
            lane.loop().execute(() -> {
                waitedNanos.add(System.nanoTime() - asked);
                probes.increment();
                pending.set(false);
            });
        }
    }

    private long[] cpuOfLoops() {
        return lanes.stream()
                .mapToLong(lane -> THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(lane.threadId()) : 0)
                .toArray();
    }

    private static double machineBusy() {
        double load = MACHINE == null ? -1 : MACHINE.getCpuLoad();
        return load < 0 ? Double.NaN : load;
    }
}
