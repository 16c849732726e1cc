package smart.service;

import static smart.service.SmartApplication.NANO_TIME;

import ch.qos.logback.classic.LoggerContext;
import com.codahale.metrics.health.HealthCheckRegistry;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.servlets.tasks.Task;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.validation.Validator;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.LoggerFactory;
import smart.service.admin.AdminErrors;
import smart.service.admin.AdminPort;
import smart.service.admin.console.AddressRows;
import smart.service.admin.console.Console;
import smart.service.admin.console.Overview;
import smart.service.admin.console.history.History;
import smart.service.admin.console.history.Meters;
import smart.service.admin.console.process.HealthChecks;
import smart.service.admin.console.process.Identity;
import smart.service.admin.console.process.Readiness;
import smart.service.admin.console.process.SteadyClock;
import smart.service.admin.console.watch.Events;
import smart.service.admin.console.watch.Sampler;
import smart.service.admin.guard.AdminGuard;
import smart.service.admin.peers.Peers;
import smart.service.admin.task.ClearErrorLogTask;
import smart.service.admin.task.DrainTask;
import smart.service.admin.task.GcTask;
import smart.service.admin.task.LogLevelTask;
import smart.service.admin.task.SetTasks;
import smart.service.admin.task.Tasks;
import smart.service.backend.attempt.BackendHealthCheck;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.build.Build;
import smart.service.config.Settings;
import smart.service.errorlog.ErrorLogHealthCheck;
import smart.service.health.HealthMessages;
import smart.service.health.HealthSetup;
import smart.service.hedge.SetHedgingTask;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimiterHealthCheck;
import smart.service.prometheus.PrometheusMetrics;
import smart.service.request.drain.Drain;
import smart.service.request.drain.DrainHealthCheck;
import smart.service.server.RequestReaper;
import smart.service.settings.SmartConfiguration;
import smart.service.warmup.WarmUp;

/** The admin port: health checks, tasks, metrics and the console. */
final class AdminEndpoints {
    private AdminEndpoints() {}

    static void serve(
            SmartConfiguration configuration,
            Environment environment,
            RequestPipeline pipeline,
            RequestReaper callers,
            Drain drain,
            WarmUp warmUp,
            Settings settings)
            throws UnknownHostException {
        checkHealth(configuration, environment, pipeline, drain);
        environment.health().addHealthStateListener(new HealthMessages());
        HealthSetup.serve(environment.admin(), environment.health(), environment.getObjectMapper());
        environment.getAdminContext().setErrorHandler(new AdminErrors());
        InFlightLimiter limiter = pipeline.limiter();
        ConnectionPool connections = pipeline.client().connections();
        Validator validator = environment.getValidator();
        SetTasks set = new SetTasks(validator, settings);
        List<Task> tasks = List.of(
                set.limit(limiter, pipeline.hedging(), connections),
                set.timeout(pipeline.timeout(), configuration.longestTimeout()),
                new SetHedgingTask(
                        pipeline.hedging(),
                        environment.getObjectMapper(),
                        validator,
                        changed -> connections.allows(limiter.settings().max() * changed.attempts()),
                        settings),
                DrainTask.drain(drain),
                DrainTask.resume(drain),
                new ClearErrorLogTask(pipeline.errorLog()),
                new LogLevelTask(
                        (LoggerContext) LoggerFactory.getILoggerFactory(), scheduler(environment, "log-levels")),
                new GcTask());
        tasks.forEach(environment.admin()::addTask);
        SteadyClock clock = new SteadyClock(InstantSource.system(), NANO_TIME);
        Events events = new Events(clock);
        AdminGuard guard =
                AdminGuard.of(configuration.adminHost(), configuration.adminCredentials(), configuration.adminHosts());
        Build build = Build.current();
        Identity identity = Identity.of(configuration.backend().url(), build);
        AdminPort.guard(environment.admin(), guard, new Tasks(tasks, identity.id(), events::task));

        HealthChecks checks = new HealthChecks(clock);
        checks.watch(environment.healthChecks());
        // Registered alone: Dropwizard counts a check that starts unhealthy once per registration.
        environment.healthChecks().register(HealthSetup.WARM_UP, checks.watched(HealthSetup.WARM_UP, warmUp));
        Readiness readiness = new Readiness(environment.health()::healthStateAggregator, checks, clock);

        PrometheusRegistry prometheus = PrometheusMetrics.of(
                environment.metrics(), readiness::isReady, environment.health().healthStateAggregator(), build);
        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(prometheus))
                .addMapping("/prometheus");

        Overview overview = new Overview(
                identity,
                drain,
                limiter,
                pipeline.hedging(),
                connections,
                callers,
                new AddressRows(pipeline.client().addresses(), pipeline.addresses(), NANO_TIME),
                pipeline.recent(),
                checks,
                readiness,
                guard.access(),
                settings,
                pipeline.errorLog(),
                events,
                clock);
        Meters meters = new Meters(environment.metrics(), limiter, clock, NANO_TIME);
        History history = new History(meters);
        Sampler sampler = new Sampler(
                scheduler(environment, "console-history"),
                meters,
                history,
                events,
                () -> overview.conditions(HealthSetup.BACKEND, HealthSetup.ERROR_LOG));
        Peers peers = new Peers(
                configuration.adminPeers(),
                scheduler(environment, "console-peers"),
                environment.getObjectMapper(),
                identity.id());
        environment.lifecycle().manage(sampler);
        environment.lifecycle().manage(peers);
        events.started(build.version());
        new Console(overview, sampler, peers, history, events, clock, pipeline.errorLog())
                .addTo(environment.admin(), environment.getObjectMapper());
    }

    private static ScheduledExecutorService scheduler(Environment environment, String name) {
        return environment
                .lifecycle()
                .scheduledExecutorService(name, true)
                .threads(1)
                .build();
    }

    private static void checkHealth(
            SmartConfiguration configuration, Environment environment, RequestPipeline pipeline, Drain drain) {
        HealthCheckRegistry checks = environment.healthChecks();
        checks.register(HealthSetup.DRAIN, new DrainHealthCheck(drain));
        checks.register(
                HealthSetup.BACKEND,
                new BackendHealthCheck(pipeline.recent(), configuration.backend(), configuration.jerseyClient()));
        checks.register(HealthSetup.ERROR_LOG, new ErrorLogHealthCheck(pipeline.errorLog()));
        checks.register(
                HealthSetup.LIMITER,
                new LimiterHealthCheck(
                        pipeline.limiter(),
                        configuration.limit().saturatedAfter().toJavaDuration()));
    }
}
