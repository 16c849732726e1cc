package smart.service.admin.task;

import io.dropwizard.servlets.tasks.Task;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import smart.service.config.BadParameter;
import smart.service.errorlog.BackendErrorLog;

/** {@code POST /tasks/clear-error-log}: empties the error log and says how many bytes were removed. */
public final class ClearErrorLogTask extends Task {
    private static final long WAIT_SECONDS = 30;

    private final BackendErrorLog log;

    public ClearErrorLogTask(BackendErrorLog log) {
        super("clear-error-log");
        this.log = log;
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
        try {
            return log.clear().get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    log.target() + " is not empty after " + WAIT_SECONDS + " s: the disk does not respond", e);
        }
    }
}
