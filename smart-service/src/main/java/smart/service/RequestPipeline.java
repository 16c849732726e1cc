package smart.service;

import static smart.service.SmartApplication.NANO_TIME;

import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Backend;
import smart.service.backend.attempt.AddressOutcomes;
import smart.service.backend.attempt.AttemptMetrics;
import smart.service.backend.attempt.JaxRsBackend;
import smart.service.backend.attempt.ObservedBackend;
import smart.service.backend.attempt.RecentAttempts;
import smart.service.backend.client.BackendClient;
import smart.service.build.Build;
import smart.service.errorlog.BackendErrorLog;
import smart.service.hedge.HedgedBackend;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Load;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitTeacher;
import smart.service.limit.LimitedBackend;
import smart.service.request.CallTimeout;
import smart.service.settings.SmartConfiguration;
import smart.service.tracing.Tracing;

/** The stages of the request path, and the objects that control them. */
record RequestPipeline(
        BackendErrorLog errorLog,
        RecentAttempts recent,
        AddressOutcomes addresses,
        InFlightLimiter limiter,
        CallTimeout timeout,
        HedgePolicy hedging,
        BackendClient client,
        Backend backend,
        @Nullable Tracing tracing) {

    /** The threads that check large or compressed bodies. */
    private static final int CHECK_THREADS = 2;

    static RequestPipeline of(SmartConfiguration configuration, Environment environment) throws IOException {
        BackendErrorLog errorLog =
                new BackendErrorLog(configuration.errorLog(), environment.metrics(), InstantSource.system());
        AttemptMetrics attempts = new AttemptMetrics(environment.metrics());
        InFlightLimiter limiter =
                new InFlightLimiter(configuration.limit().settings(), environment.metrics(), NANO_TIME);
        CallTimeout timeout = new CallTimeout(configuration.backend().timeout().toJavaDuration());
        RecentAttempts recent = new RecentAttempts(timeout::get, NANO_TIME);
        HedgePolicy hedging = new HedgePolicy(
                configuration.hedging().hedging(),
                timeout::get,
                new Load(limiter::saturatedFor, limiter::inFlight, limiter::isQueueing),
                NANO_TIME,
                InstantSource.system(),
                environment.metrics());
        AddressOutcomes addresses = new AddressOutcomes(timeout::get);
        BackendClient client = BackendClient.build(
                environment,
                configuration.backend(),
                configuration.jerseyClient(),
                configuration.attemptsEverInFlight());
        Executor checks = environment
                .lifecycle()
                .executorService("body-check-%d")
                .minThreads(CHECK_THREADS)
                .maxThreads(CHECK_THREADS)
                .allowCoreThreadTimeOut(true)
                .build();

        Backend attempt = new JaxRsBackend(client.client(), configuration.backend(), checks, NANO_TIME);
        Backend observed = new ObservedBackend(
                List.of(attempts, recent, addresses, errorLog, new LimitTeacher(limiter, timeout::get)),
                NANO_TIME,
                attempt);
        Tracing tracing = Tracing.of(
                configuration.tracing(),
                configuration.backend().target(),
                Build.current().version(),
                environment.metrics(),
                NANO_TIME);
        Backend traced = tracing == null ? observed : tracing.traced(observed);
        Backend backend = new LimitedBackend(limiter, new HedgedBackend(hedging, NANO_TIME, traced));

        environment.lifecycle().manage(errorLog);
        environment.lifecycle().manage(limiter);
        if (tracing != null) {
            environment.lifecycle().manage(tracing);
        }
        return new RequestPipeline(errorLog, recent, addresses, limiter, timeout, hedging, client, backend, tracing);
    }
}
