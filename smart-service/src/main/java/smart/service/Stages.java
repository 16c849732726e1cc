package smart.service;

import static smart.service.SmartApplication.NANO_TIME;

import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import smart.service.backend.AttemptMetrics;
import smart.service.backend.Backend;
import smart.service.backend.BackendClient;
import smart.service.backend.JaxRsBackend;
import smart.service.backend.ObservedBackend;
import smart.service.backend.RecentAttempts;
import smart.service.errorlog.BackendErrorLog;
import smart.service.hedge.HedgePolicy;
import smart.service.hedge.HedgedBackend;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;
import smart.service.request.CallTimeout;

/** What a call goes through, and what steers it. */
record Stages(
        BackendErrorLog errorLog,
        RecentAttempts recent,
        InFlightLimiter limiter,
        CallTimeout timeout,
        HedgePolicy hedging,
        BackendClient client,
        Backend backend) {

    static Stages of(SmartConfiguration configuration, Environment environment, ScheduledExecutorService deadlines)
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
}
