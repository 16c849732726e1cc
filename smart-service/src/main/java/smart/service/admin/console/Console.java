package smart.service.admin.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.setup.AdminEnvironment;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.Now.Status;
import smart.service.admin.console.Sampler.Seen;
import smart.service.backend.ConnectionPool;
import smart.service.build.Build;
import smart.service.config.BadParameter;
import smart.service.config.Settings;
import smart.service.errorlog.BackendErrorLog;
import smart.service.hedge.HedgePolicy;
import smart.service.limit.InFlightLimiter;
import smart.service.request.Drain;

/**
 * The console's pages: the page itself and the JSON that it polls. Answering costs a look at what is there anyway; no health
 * check is run for it.
 *
 * @param build what is running
 */
public record Console(
        Build build,
        Drain drain,
        InFlightLimiter limiter,
        HedgePolicy hedging,
        ConnectionPool connections,
        HealthChecks checks,
        Settings settings,
        BackendErrorLog errorLog,
        History history,
        Sampler sampler) {
    private static final int MOST_NOTES = 1000;
    private static final int SOME_NOTES = 100;
    private static final int MOST_DIGITS = 15;

    /** Hangs the pages on the admin port. */
    public void addTo(AdminEnvironment admin, ObjectMapper mapper) {
        add(admin, "console", new StaticPages(), "", "/console/*");
        add(admin, "console-now", new JsonServlet(mapper, (request, json) -> json.writePOJO(now())), "/console/now");
        add(admin, "console-history", new JsonServlet(mapper, this::writeHistory), "/console/history");
        add(admin, "console-errors", new JsonServlet(mapper, this::writeErrors), "/console/errors");
        add(admin, "console-download", new ErrorLogDownload(errorLog), "/console/errors/download");
    }

    private static void add(AdminEnvironment admin, String name, Servlet servlet, String... paths) {
        admin.addServlet(name, servlet).addMapping(paths);
    }

    private Now now() {
        Interval second = history.last(1).orElse(null);
        return new Now(
                System.currentTimeMillis(),
                sampler.seen()
                        .map(Console::status)
                        .orElseGet(() -> new Status("ok", "Starting", null, List.of(), "none")),
                new Now.Service(
                        build.version(),
                        build.commit(),
                        ManagementFactory.getRuntimeMXBean().getStartTime(),
                        ProcessHandle.current().pid(),
                        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
                        drain.isOn()),
                new Now.Limit(limiter.inFlight(), limiter.limit(), perSecond(second, Meters.REJECTED)),
                new Now.Hedging(
                        hedging.hedging().enabled(), hedging.delayMillis(), perSecond(second, Meters.SUPPRESSED)),
                connections.usage(),
                sampler.jvm().health(),
                checks.all(),
                SettingsView.of(settings),
                new Now.ErrorLog(errorLog.target(), size(errorLog.file()), errorLog.dropped()));
    }

    private static Status status(Seen seen) {
        State state = seen.state();
        return new Status(
                state.level().label(),
                state.title(),
                seen.since(),
                state.facts(),
                state.cause().label());
    }

    private static double perSecond(@Nullable Interval second, String counter) {
        return second == null ? 0 : Math.round(second.perSecond(counter) * 10) / 10.0;
    }

    private static long size(@Nullable Path file) {
        try {
            return file == null ? 0 : Files.size(file);
        } catch (IOException e) {
            return 0; // Deleted: it comes back with the next note.
        }
    }

    private void writeHistory(HttpServletRequest request, JsonGenerator json) throws BadParameter, IOException {
        String text = request.getParameter("range");
        Range range = Range.of(text == null ? "" : text)
                .orElseThrow(() -> new BadParameter("range must be one of 5m, 15m, 1h, 6h"));
        history.write(json, range, number(request, "after", Long.MIN_VALUE));
    }

    private void writeErrors(HttpServletRequest request, JsonGenerator json) throws BadParameter, IOException {
        long limit = number(request, "limit", SOME_NOTES);
        if (limit < 1 || limit > MOST_NOTES) {
            throw new BadParameter("limit must be from 1 to " + MOST_NOTES);
        }
        json.writePOJO(errorLog.newest((int) limit, request.getParameter("kind"), request.getParameter("text")));
    }

    private static long number(HttpServletRequest request, String name, long otherwise) throws BadParameter {
        String text = request.getParameter(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1," + MOST_DIGITS + "}")) {
            throw new BadParameter(name + " must be a whole number");
        }
        return Long.parseLong(text);
    }
}
