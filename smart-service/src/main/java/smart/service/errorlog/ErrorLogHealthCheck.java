package smart.service.errorlog;

import com.codahale.metrics.health.HealthCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Healthy while the error log can be written. */
public final class ErrorLogHealthCheck extends HealthCheck {
    private final BackendErrorLog log;

    public ErrorLogHealthCheck(BackendErrorLog log) {
        this.log = log;
    }

    @Override
    protected Result check() {
        String file = log.target();
        String problem = log.problem();
        if (problem != null) {
            return Result.unhealthy(
                    "%s can't be written: %s; %d notes dropped since the start", file, problem, log.dropped());
        }
        if (log.waitsForReader()) {
            return Result.unhealthy("no process reads %s; %d notes wait", file, log.waiting());
        }
        if (!isWritable()) {
            return Result.unhealthy(file + " can't be written");
        }
        String rotation = log.rotationProblem();
        if (rotation != null) {
            return Result.healthy(
                    "%s is writable, but can't be rotated, so it grows: %s; %d notes dropped since the start",
                    file, rotation, log.dropped());
        }
        return Result.healthy("%s is writable; %d notes dropped since the start", file, log.dropped());
    }

    /** A deleted file is created again with the next note. */
    private boolean isWritable() {
        Path file = log.file();
        if (file == null) {
            return true; // Known when the next note is written.
        }
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        return Files.exists(file) ? Files.isWritable(file) : Files.isDirectory(folder) && Files.isWritable(folder);
    }
}
