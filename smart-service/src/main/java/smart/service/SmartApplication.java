package smart.service;

import ch.qos.logback.classic.LoggerContext;
import com.codahale.metrics.health.HealthCheckRegistry;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.dropwizard.servlets.tasks.GarbageCollectionTask;
import io.dropwizard.servlets.tasks.Task;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.validation.Validator;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.slf4j.LoggerFactory;
import smart.service.admin.AdminPort;
import smart.service.admin.console.Console;
import smart.service.admin.console.HealthChecks;
import smart.service.admin.console.History;
import smart.service.admin.console.Meters;
import smart.service.admin.console.Sampler;
import smart.service.admin.console.Situation.Conditions;
import smart.service.admin.guard.AdminGuard;
import smart.service.admin.task.DrainTask;
import smart.service.admin.task.LogLevelTask;
import smart.service.admin.task.SetLimitTask;
import smart.service.admin.task.SetTimeoutTask;
import smart.service.admin.task.Tasks;
import smart.service.backend.AttemptMetrics;
import smart.service.backend.Backend;
import smart.service.backend.BackendClient;
import smart.service.backend.BackendHealthCheck;
import smart.service.backend.ConnectionPool;
import smart.service.backend.JaxRsBackend;
import smart.service.backend.ObservedBackend;
import smart.service.backend.RecentAttempts;
import smart.service.build.Build;
import smart.service.config.Bundled;
import smart.service.config.EnvironmentSettings;
import smart.service.config.LayeredConfigurationFactory;
import smart.service.config.Setting;
import smart.service.config.Settings;
import smart.service.errorlog.BackendErrorLog;
import smart.service.errorlog.ClearErrorLogTask;
import smart.service.errorlog.ErrorLogHealthCheck;
import smart.service.hedge.HedgePolicy;
import smart.service.hedge.HedgedBackend;
import smart.service.hedge.SetHedgingTask;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;
import smart.service.limit.LimiterHealthCheck;
import smart.service.prometheus.PrometheusMetrics;
import smart.service.request.CallHandler;
import smart.service.request.CallMetrics;
import smart.service.request.CallTimeout;
import smart.service.request.CallsInProgress;
import smart.service.request.Drain;
import smart.service.request.DrainFilter;
import smart.service.request.DrainHealthCheck;
import smart.service.request.Failures;
import smart.service.request.MethodFilter;
import smart.service.request.ProblemErrorHandler;
import smart.service.request.ProblemMapper;
import smart.service.request.Relay;
import smart.service.request.ServerRequests;
import smart.service.request.SmartResource;
import smart.service.request.Unflushed;
import smart.service.request.UnreadAnswers;

/** The service: what it is made of, and how that hangs together. */
public final class SmartApplication extends Application<SmartConfiguration> {
    private static final LongSupplier NANO_TIME = System::nanoTime;

    private final Settings settings = new Settings(InstantSource.system());
    private List<Setting> commandLine = List.of();

    /** Runs the command that the arguments name; see {@code --help}. */
    public static void main(String[] arguments) throws Exception {
        new SmartApplication().run(arguments);
    }

    /** Settings that count more than the environment and the file; to be called before the configuration is read. */
    void commandLine(List<Setting> settings) {
        commandLine = settings;
    }

    @Override
    public String getName() {
        return "smart";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<SmartConfiguration> bootstrap) {
        bootstrap.addCommand(new ServeCommand(this));
        bootstrap.addCommand(new RunCommand(this));
        bootstrap.addCommand(new CheckCommand());
    }

    @Override
    public void initialize(Bootstrap<SmartConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(
                new SubstitutingSourceProvider(new Bundled(), new EnvironmentVariableSubstitutor(true, true)));
        EnvironmentSettings environment = new EnvironmentSettings(System::getenv);
        bootstrap.setConfigurationFactoryFactory((type, validator, mapper, prefix) ->
                new LayeredConfigurationFactory<>(type, validator, mapper, prefix, environment, commandLine, settings));
    }

    @Override
    public void run(SmartConfiguration configuration, Environment environment) throws IOException {
        Connectors.configure(configuration);
        ScheduledExecutorService deadlines = environment
                .lifecycle()
                .scheduledExecutorService("deadlines", true)
                .threads(1)
                .removeOnCancelPolicy(true)
                .build();
        Stages stages = stages(configuration, environment, deadlines);
        Drain drain = new Drain();
        WarmUp warmUp =
                new WarmUp(configuration.warmUp(), configuration.errorLog().file());
        environment.lifecycle().addServerLifecycleListener(warmUp);
        serveCallers(configuration, environment, deadlines, stages, drain);
        checkHealth(configuration, environment, stages, drain);
        serveOperators(configuration, environment, stages, drain, warmUp);
    }

    /** What a call goes through, and what steers it. */
    private record Stages(
            BackendErrorLog errorLog,
            RecentAttempts recent,
            InFlightLimiter limiter,
            CallTimeout timeout,
            HedgePolicy hedging,
            BackendClient client,
            Backend backend) {}

    private static Stages stages(
            SmartConfiguration configuration, Environment environment, ScheduledExecutorService deadlines)
            throws IOException {
        BackendErrorLog errorLog =
                new BackendErrorLog(configuration.errorLog(), environment.metrics(), InstantSource.system());
        RecentAttempts recent = new RecentAttempts(NANO_TIME);
        AttemptMetrics attempts = new AttemptMetrics(environment.metrics());
        InFlightLimiter limiter =
                new InFlightLimiter(configuration.limit().maxInFlight(), environment.metrics(), NANO_TIME);
        CallTimeout timeout = new CallTimeout(configuration.backend().timeout().toJavaDuration());
        HedgePolicy hedging = new HedgePolicy(
                configuration.hedging().hedging(),
                timeout::get,
                limiter::saturatedFor,
                NANO_TIME,
                InstantSource.system(),
                environment.metrics());
        BackendClient client = BackendClient.build(
                environment,
                configuration.backend(),
                configuration.jerseyClient(),
                configuration.attemptsEverInFlight(),
                configuration.workers());

        Backend attempt = new JaxRsBackend(client.client(), configuration.backend(), deadlines, NANO_TIME);
        Backend observed = new ObservedBackend(List.of(attempts, recent, errorLog), NANO_TIME, attempt);
        Backend backend = new LimitedBackend(limiter, new HedgedBackend(hedging, deadlines, NANO_TIME, observed));

        environment.lifecycle().manage(errorLog);
        environment.lifecycle().manage(limiter);
        return new Stages(errorLog, recent, limiter, timeout, hedging, client, backend);
    }

    private static void serveCallers(
            SmartConfiguration configuration,
            Environment environment,
            ScheduledExecutorService deadlines,
            Stages stages,
            Drain drain) {
        LifecycleEnvironment lifecycle = environment.lifecycle();
        CallsInProgress calls =
                new CallsInProgress(deadlines, configuration.gracePeriod().toJavaDuration());
        lifecycle.manage(calls);
        lifecycle.addServerLifecycleListener(server -> server.addEventListener(calls));
        lifecycle.addEventListener(new CallHandler());
        lifecycle.addEventListener(new CallerConnections(
                configuration.callers().maxConnections(),
                configuration.longestRequest().toJavaDuration(),
                deadlines,
                NANO_TIME));
        environment
                .servlets()
                .addFilter("methods", new MethodFilter())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment
                .servlets()
                .addFilter("drain", new DrainFilter(drain))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        ProblemErrorHandler problems = new ProblemErrorHandler(environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(problems);
        lifecycle.addServerLifecycleListener(server -> server.setErrorHandler(problems));

        Failures failures = new Failures(configuration.limit().rejectStatus());
        CallMetrics metrics = new CallMetrics(environment.metrics());
        // Answers are kept in the server's buffer, and need none of Jersey's before it.
        environment.jersey().property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
        environment
                .jersey()
                .register(new SmartResource(stages.backend(), failures, stages.timeout(), calls, metrics, NANO_TIME));
        environment.jersey().register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(new ServerRequests()).to(ValueParamProvider.class);
            }
        });
        environment.jersey().register(new ProblemMapper(failures));
        UnreadAnswers unread =
                new UnreadAnswers(configuration.callers().maxUnread().toBytes());
        environment.jersey().register(new Relay(unread));
        environment.jersey().register(new Unflushed());
    }

    private static void checkHealth(
            SmartConfiguration configuration, Environment environment, Stages stages, Drain drain) {
        HealthCheckRegistry checks = environment.healthChecks();
        checks.register(Health.DRAIN, new DrainHealthCheck(drain));
        checks.register(
                Health.BACKEND,
                new BackendHealthCheck(stages.recent(), configuration.backend(), configuration.jerseyClient()));
        checks.register(
                Health.ERROR_LOG,
                new ErrorLogHealthCheck(configuration.errorLog().file(), stages.errorLog()));
        checks.register(
                Health.LIMITER,
                new LimiterHealthCheck(
                        stages.limiter(), configuration.limit().saturatedAfter().toJavaDuration()));
    }

    private void serveOperators(
            SmartConfiguration configuration, Environment environment, Stages stages, Drain drain, WarmUp warmUp)
            throws UnknownHostException {
        InFlightLimiter limiter = stages.limiter();
        ConnectionPool connections = stages.client().connections();
        Validator validator = environment.getValidator();
        List<Task> tasks = List.of(
                new SetLimitTask(limiter, stages.hedging(), connections, validator, settings),
                new SetTimeoutTask(stages.timeout(), configuration.longestTimeout(), validator, settings),
                new SetHedgingTask(
                        stages.hedging(),
                        environment.getObjectMapper(),
                        validator,
                        changed -> connections.allows(limiter.limit() * changed.attempts()),
                        settings),
                DrainTask.drain(drain),
                DrainTask.resume(drain),
                new ClearErrorLogTask(stages.errorLog()),
                new LogLevelTask((LoggerContext) LoggerFactory.getILoggerFactory()),
                new GarbageCollectionTask());
        tasks.forEach(environment.admin()::addTask);
        AdminGuard guard =
                AdminGuard.of(configuration.adminHost(), configuration.adminCredentials(), configuration.adminHosts());
        AdminPort.guard(environment.admin(), guard, new Tasks(tasks));

        Build build = Build.current();
        PrometheusRegistry prometheus =
                PrometheusMetrics.of(environment.metrics(), environment.health().healthStateAggregator(), build);
        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(prometheus))
                .addMapping("/prometheus");

        HealthChecks checks = new HealthChecks(InstantSource.system());
        checks.watch(environment.healthChecks());
        // Not with the others: Dropwizard counts a check that begins unhealthy once for each time that it is
        // registered.
        environment.healthChecks().register(Health.WARM_UP, checks.watched(Health.WARM_UP, warmUp));
        Meters meters = new Meters(environment.metrics(), limiter, InstantSource.system(), NANO_TIME);
        History history = new History(meters);
        Sampler sampler = new Sampler(
                environment
                        .lifecycle()
                        .scheduledExecutorService("console-history", true)
                        .threads(1)
                        .build(),
                meters,
                history,
                () -> new Conditions(
                        drain.isOn(),
                        limiter.inFlight(),
                        limiter.limit(),
                        checks.problem(Health.BACKEND),
                        checks.problem(Health.ERROR_LOG)));
        environment.lifecycle().manage(sampler);
        new Console(
                        build,
                        drain,
                        limiter,
                        stages.hedging(),
                        connections,
                        checks,
                        settings,
                        stages.errorLog(),
                        configuration.errorLog().file(),
                        history,
                        sampler)
                .addTo(environment.admin(), environment.getObjectMapper());
    }
}
