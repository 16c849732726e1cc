package smart.service.backend.client;

import io.dropwizard.lifecycle.Managed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses of the one host that Smart connects to, the backend's or its proxy's. They are looked up beside the calls,
 * again and again, and the answer here is always the last one known: a slow name server stalls nobody, and one that fails
 * changes nothing. Safe for use by many threads.
 */
final class BackendAddresses implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(BackendAddresses.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Finds the addresses of a name; may block. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final String host;
    private final Duration timeToLive;
    private final Resolver resolver;
    private final ScheduledExecutorService executor;
    private volatile InetAddress @Nullable [] known;
    private volatile @Nullable Future<?> nextLookUp;

    /**
     * @param timeToLive how long an answer is used before the next look-up
     * @param resolver asked on the executor, and once on the thread that calls {@link #start()}
     */
    BackendAddresses(String host, Duration timeToLive, Resolver resolver, ScheduledExecutorService executor) {
        this.host = host;
        this.timeToLive = timeToLive;
        this.resolver = resolver;
        this.executor = executor;
    }

    /** An address that is known and never changes. */
    static BackendAddresses fixed(InetAddress address) {
        BackendAddresses fixed = new BackendAddresses(
                address.getHostAddress(),
                Duration.ZERO,
                host -> new InetAddress[] {address},
                new ScheduledThreadPoolExecutor(0));
        fixed.known = new InetAddress[] {address};
        return fixed;
    }

    /** Looks the host up; an unknown host is no error here, since it may become known. */
    @Override
    public void start() {
        lookUp();
    }

    private void lookUp() {
        try {
            InetAddress[] found = resolver.resolve(host);
            if (LOG.isDebugEnabled() && !Arrays.equals(known, found)) {
                LOG.debug("{}: addresses {} -> {}", host, Arrays.toString(known), Arrays.toString(found));
            }
            known = found;
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

    /**
     * The addresses, at least one.
     *
     * @throws UnknownHostException where none was ever found
     */
    InetAddress[] known() throws UnknownHostException {
        InetAddress[] addresses = known;
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }
}
