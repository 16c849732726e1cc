package smart.service.backend;

import io.dropwizard.lifecycle.Managed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of the one host that Smart connects to. The HTTP client asks for them on the thread that serves the
 * call, so they are looked up beside the calls, again and again, and the answer here is always the last one known: a slow
 * name server stalls nobody, and one that fails changes nothing. Safe for use by many threads.
 */
final class BackendAddresses implements DnsResolver, Managed {
    private static final Logger LOG = LoggerFactory.getLogger(BackendAddresses.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String host;
    private final Duration timeToLive;
    private final DnsResolver resolver;
    private final ScheduledExecutorService executor;
    private volatile InetAddress @Nullable [] known;
    private volatile @Nullable Future<?> nextLookUp;

    /**
     * @param timeToLive how long an answer is used before the next look-up
     * @param resolver asked on the executor, and once on the thread that calls {@link #start()}
     */
    BackendAddresses(String host, Duration timeToLive, DnsResolver resolver, ScheduledExecutorService executor) {
        this.host = host;
        this.timeToLive = timeToLive;
        this.resolver = resolver;
        this.executor = executor;
    }

    /** Looks the host up; an unknown host is no error here, since it may become known. */
    @Override
    public void start() {
        lookUp();
    }

    private void lookUp() {
        try {
            known = resolver.resolve(host);
        } catch (UnknownHostException e) {
            LOG.warn("can't resolve the backend's host {}: {}", host, e.getMessage());
        } finally {
            Duration next = known == null && timeToLive.compareTo(RETRY) > 0 ? RETRY : timeToLive;
            nextLookUp = executor.schedule(this::lookUp, next.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the look-ups, for which the executor's shutdown would otherwise wait. */
    @Override
    public void stop() {
        Future<?> next = nextLookUp;
        if (next != null) {
            next.cancel(false);
        }
    }

    @Override
    public InetAddress[] resolve(String name) throws UnknownHostException {
        if (!name.equalsIgnoreCase(host)) {
            return resolver.resolve(name);
        }
        InetAddress[] addresses = known;
        if (addresses == null) {
            throw new UnknownHostException(name);
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String name) {
        return name;
    }
}
