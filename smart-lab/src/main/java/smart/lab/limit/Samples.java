package smart.lab.limit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smart.lab.hedging.Server;

/** Reads the service's metrics each second, on its own thread. */
final class Samples implements AutoCloseable {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Server smart;
    private final List<Second> seconds = new ArrayList<>();
    private final long begin = System.nanoTime();
    private final Thread thread = new Thread(this::read, "samples");
    private volatile boolean closed;

    /** The counters of one reading. */
    private record Reading(long at, double good, double limit) {
        static Reading of(String metrics, long at) {
            // A refusal also takes less than a second, and so does a refused connection.
            double good = value(metrics, "smart_request_duration_seconds_bucket{le=\"1.0\"}")
                    - value(metrics, "smart_requests_total{outcome=\"rejected\"}")
                    - value(metrics, "smart_requests_total{outcome=\"backend_error\"}");
            return new Reading(at, good, value(metrics, "smart_in_flight_limit"));
        }

        private static double value(String metrics, String series) {
            Matcher line = Pattern.compile("^" + Pattern.quote(series) + " ([0-9.eE+-]+)", Pattern.MULTILINE)
                    .matcher(metrics);
            if (!line.find()) {
                throw new IllegalArgumentException("the service's metrics have no " + series);
            }
            return Double.parseDouble(line.group(1));
        }
    }

    /** Begins to read; second 0 is now. */
    Samples(Server smart) {
        this.smart = smart;
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try {
            Reading before = reading();
            for (long number = 1; !closed; number++) {
                TimeUnit.NANOSECONDS.sleep(begin + number * EVERY - System.nanoTime());
                Reading now = reading();
                double seconds = (now.at() - before.at()) / (double) EVERY;
                add(new Second(
                        (now.at() - begin) / (double) EVERY, (now.good() - before.good()) / seconds, now.limit()));
                before = now;
            }
        } catch (IOException e) {
            // The readings so far stay valid.
            Thread.currentThread().interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reading reading() throws IOException, InterruptedException {
        return Reading.of(smart.admin("GET", "/prometheus").body(), System.nanoTime());
    }

    private synchronized void add(Second second) {
        seconds.add(second);
    }

    /** The readings so far. */
    synchronized List<Second> seconds() {
        return List.copyOf(seconds);
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
