package smart.service.admin.console;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.admin.console.Now.Status;
import smart.service.admin.console.process.HealthChecks;
import smart.service.admin.console.process.Identity;
import smart.service.admin.console.process.Jvm;
import smart.service.admin.console.process.Readiness;
import smart.service.admin.console.process.SteadyClock;
import smart.service.admin.console.state.Advice;
import smart.service.admin.console.state.Conditions;
import smart.service.admin.console.state.State;
import smart.service.admin.console.watch.Events;
import smart.service.admin.console.watch.Judge.Verdict;
import smart.service.admin.console.watch.StatusHysteresis.Seen;
import smart.service.admin.guard.Access;
import smart.service.backend.BackendFailure;
import smart.service.backend.attempt.RecentAttempts;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.config.Settings;
import smart.service.errorlog.BackendErrorLog;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.rule.LimitChange;
import smart.service.limit.rule.LimitView;
import smart.service.request.drain.Drain;
import smart.service.server.RequestReaper;

/**
 * Collects the current state of the service for the console. Safe for use by many threads.
 *
 * @param access who may run tasks
 */
public record Overview(
        Identity identity,
        Drain drain,
        InFlightLimiter limiter,
        HedgePolicy hedging,
        ConnectionPool connections,
        RequestReaper callers,
        AddressRows addresses,
        RecentAttempts recent,
        HealthChecks checks,
        Readiness readiness,
        Access access,
        Settings settings,
        BackendErrorLog errorLog,
        Events events,
        SteadyClock clock) {
    private static final int MOST_WORDS = 200;

    /** The inputs of the state rules besides the history. */
    public Conditions conditions(String backendCheck, String errorLogCheck) {
        BackendFailure last = recent.outcomes().newestFailure();
        return new Conditions(
                readiness.look(),
                drain.isOn(),
                limiter.inFlight(),
                limiter.limit(),
                connections.usage().pending(),
                callers.connections(),
                callers.maxConnections(),
                hedging.hedging().enabled(),
                identity.backend(),
                checks.problem(backendCheck),
                last == null ? "" : words(last.detail()),
                last == null ? "" : last.kind().label(),
                checks.problem(errorLogCheck),
                size(errorLog.file()));
    }

    private static String words(String detail) {
        String line = detail.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "…";
    }

    Now now(@Nullable Verdict verdict, Jvm.Health jvm) {
        List<Seen> states = verdict == null ? List.of() : verdict.states();
        Readiness.Ready ready = verdict == null ? readiness.look() : verdict.ready();
        Long lastCall = verdict == null ? null : verdict.lastCall();
        return new Now(
                clock.wall(clock.millis()),
                clock.behind(),
                verdict == null ? starting() : status(states.get(0), verdict.advice()),
                states.stream()
                        .skip(1)
                        .map(seen -> new Now.Also(
                                seen.state().level().label(), seen.state().title(), clock.wall(seen.since())))
                        .toList(),
                new Now.Ready(ready.ready(), clock.wall(ready.since()), ready.why()),
                lastCall == null ? null : Long.valueOf(clock.wall(lastCall)),
                verdict == null ? null : verdict.figures(),
                service(),
                limit(),
                new Now.HedgingNow(hedging.hedging().enabled(), hedging.delayMillis()),
                new Now.TaskAccess(access.label(), access.why()),
                events.changes(),
                connections.usage(),
                addresses.look(),
                jvm,
                checks.all().stream().map(check -> check.at(clock)).toList(),
                SettingsView.of(settings),
                new Now.ErrorLog(errorLog.target(), size(errorLog.file()), errorLog.dropped()));
    }

    private static Status starting() {
        return new Status("idle", "Starting", null, List.of(), "none", "", "", List.of());
    }

    private Status status(Seen seen, Advice advice) {
        State state = seen.state();
        return new Status(
                state.level().label(),
                state.title(),
                clock.wall(seen.since()),
                state.facts(),
                state.cause().label(),
                advice.why(),
                advice.what(),
                advice.actions());
    }

    private Now.Limit limit() {
        LimitView adaptive = limiter.view();
        LimitChange last = adaptive == null ? null : adaptive.last();
        return new Now.Limit(
                limiter.inFlight(),
                limiter.limit(),
                limiter.settings().mode().toString(),
                adaptive == null ? null : adaptive.unloadedMillis(),
                adaptive == null ? null : Double.valueOf(adaptive.gradient()),
                last == null ? null : last.words(),
                last == null ? null : Long.valueOf(clock.wall(clock.millis() - limiter.millisSince(last))));
    }

    private Now.Service service() {
        return new Now.Service(
                identity.id(),
                identity.host(),
                identity.backend(),
                identity.build().version(),
                identity.build().commit(),
                ManagementFactory.getRuntimeMXBean().getStartTime(),
                ProcessHandle.current().pid(),
                System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
                drain.isOn());
    }

    private static long size(@Nullable Path file) {
        try {
            return file == null ? 0 : Files.size(file);
        } catch (IOException e) {
            return 0; // The file was deleted; the next note creates it again.
        }
    }
}
