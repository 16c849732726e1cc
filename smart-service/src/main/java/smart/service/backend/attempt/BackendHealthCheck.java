package smart.service.backend.attempt;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import smart.service.backend.BackendFailure;
import smart.service.backend.attempt.RecentAttempts.Outcomes;
import smart.service.backend.client.connection.Route;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.backend.client.settings.BackendConfiguration;

/**
 * Whether the backend is usable. It is unhealthy when more than half of the attempts of the last 30 s failed, and at
 * least three. Where none succeeded, attempts whose callers left after a long wait count as failed. Without attempts, or
 * where too few of them tell something, it only opens a TCP connection, so a probe never looks like a call.
 */
public final class BackendHealthCheck extends HealthCheck {
    private static final long ENOUGH_FAILURES = 3;

    private final RecentAttempts recent;
    private final Route route;
    private final Duration connectTimeout;

    /** Probes the host that calls connect to: the backend, or the proxy if there is one on the route. */
    public BackendHealthCheck(
            RecentAttempts recent, BackendConfiguration backend, BackendClientConfiguration configuration) {
        this.recent = recent;
        this.connectTimeout = configuration.getConnectionTimeout();
        this.route = Route.to(backend.target(), configuration);
    }

    @Override
    protected Result check() {
        Outcomes outcomes = recent.outcomes();
        if (outcomes.total() == 0) {
            return probe("no attempt of the last 30 s tells how the backend is");
        }
        String counts = String.format("%d of %d attempts failed in the last 30 s", outcomes.bad(), outcomes.total());
        if (outcomes.bad() * 2 <= outcomes.total()) {
            return Result.healthy(counts);
        }
        String last = counts + reasons(outcomes);
        return outcomes.bad() < ENOUGH_FAILURES ? probe(last + "; too few to judge") : Result.unhealthy(last);
    }

    private static String reasons(Outcomes outcomes) {
        BackendFailure newest = outcomes.newestFailure();
        long abandoned = outcomes.bad() - outcomes.failed();
        return (abandoned == 0 ? "" : " (the callers of " + abandoned + " left after a long wait)")
                + (newest == null ? "" : "; the last failure: " + newest.kind().label());
    }

    /** Tries one address after the other, within the timeout of one connect. */
    private Result probe(String attempts) {
        long end = System.nanoTime() + connectTimeout.toNanoseconds();
        String problem = "";
        try {
            InetAddress[] addresses = InetAddress.getAllByName(route.host());
            for (int i = 0; i < addresses.length; i++) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()) / (addresses.length - i);
                problem = problem(addresses[i], (int) Math.max(1, left));
                if (problem.isEmpty()) {
                    return Result.healthy(attempts + "; a TCP connection succeeds");
                }
            }
        } catch (UnknownHostException e) {
            problem = "unknown host " + route.host();
        }
        return Result.unhealthy(attempts + "; a TCP connection fails: " + problem);
    }

    private String problem(InetAddress address, int millis) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(address, route.port()), connectTimeout.toMilliseconds() == 0 ? 0 : millis);
            return "";
        } catch (IOException e) {
            return BackendFailure.words(e);
        }
    }
}
