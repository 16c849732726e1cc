package smart.service.admin.task;

import io.dropwizard.servlets.tasks.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import smart.service.config.BadParameter;
import smart.service.errorlog.BackendErrorLog;

/**
 * {@code POST /tasks/clear-error-log}: empties the error log and says how many bytes were removed. If that has not begun
 * within 30 s, it fails, and the file keeps its notes.
 */
public final class ClearErrorLogTask extends Task {
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final BackendErrorLog log;
    private final Duration wait;

    public ClearErrorLogTask(BackendErrorLog log) {
        this(log, WAIT);
    }

    /** @param wait the longest time for the disk */
    ClearErrorLogTask(BackendErrorLog log, Duration wait) {
        super("clear-error-log");
        this.log = log;
        this.wait = wait;
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) throws Exception {
        BadParameter.refuseOthers(parameters.keySet(), Set.of());
        if (log.file() == null) {
            throw new BadParameter(log.target() + " is a pipe or a device, not a file: there is nothing to clear");
        }
        output.println("error log cleared: " + cleared() + " bytes removed");
    }

    private long cleared() throws IOException, InterruptedException {
        CompletableFuture<Long> clearing = log.clear();
        try {
            return clearing.get(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
        } catch (TimeoutException e) {
            String meanwhile = clearing.cancel(false) ? "the request is withdrawn" : "it may still become empty";
            throw new IOException(
                    log.target() + " is not empty after " + wait.toSeconds() + " s: the disk does not respond; "
                            + meanwhile,
                    e);
        }
    }
}
