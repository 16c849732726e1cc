package smart.service.errorlog;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;
import smart.service.LogLines;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.Requests;
import smart.service.backend.attempt.AttemptListener.Attempt;
import smart.service.backend.attempt.AttemptListener.Result;

/** Error logs for tests. */
final class ErrorLogs {
    private static final ObjectMapper MAPPER = Jackson.newObjectMapper();

    private ErrorLogs() {}

    /** A log that is not started. Its clock stands still, at the epoch. */
    static BackendErrorLog log(Path file, Map<String, Object> more, MetricRegistry metrics) throws IOException {
        return log(file, more, metrics, InstantSource.fixed(Instant.EPOCH));
    }

    /** @param more settings of the section {@code errorLog}, besides the file */
    static BackendErrorLog log(Path file, Map<String, Object> more, MetricRegistry metrics, InstantSource clock)
            throws IOException {
        Map<String, Object> keys = new HashMap<>(more);
        keys.put("file", file.toString());
        return new BackendErrorLog(MAPPER.convertValue(keys, ErrorLogConfiguration.class), metrics, clock);
    }

    /** What the service's log gets from an error log meanwhile. */
    static List<String> logged(Executable work) {
        try (LogLines lines = LogLines.of(BackendErrorLog.class)) {
            work.execute();
            return lines.texts();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /** A failed attempt of the call with that id. */
    static Attempt failed(String id) {
        return new Attempt(Requests.get(id), 5_000_000, Result.FAILURE, new Broken(Kind.RESET, "gone"));
    }
}
