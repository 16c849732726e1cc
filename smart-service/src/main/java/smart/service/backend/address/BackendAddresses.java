package smart.service.backend.address;

import io.dropwizard.lifecycle.Managed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Periodically resolves the one host that Smart connects to: the backend's or its proxy's. This happens in the
 * background, and {@link AddressBook} always has the last result. So a slow DNS server delays no call, and a failing
 * one changes nothing.
 */
public final class BackendAddresses implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(BackendAddresses.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Finds the addresses of a name; may block. */
    @FunctionalInterface
    public interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** Tries to connect; may block. */
    @FunctionalInterface
    public interface Probe {
        boolean connects(InetAddress address, int millis);
    }

    private final String host;
    private final Duration refreshInterval;
    private final Resolver resolver;
    private final Probe probe;
    private final ScheduledExecutorService executor;
    private final AddressBook book;
    private volatile @Nullable Future<?> nextLookUp;
    /** Whether the last look-up failed. They run one at a time, though the first on another thread. */
    private volatile boolean failing;

    /**
     * @param refreshInterval how long a result is used before the next look-up
     * @param resolver called on the executor, and once on the thread that calls {@link #start()}
     * @param probe called on the same threads
     * @param book receives the results
     */
    public BackendAddresses(
            String host,
            Duration refreshInterval,
            Resolver resolver,
            Probe probe,
            ScheduledExecutorService executor,
            AddressBook book) {
        this.host = host;
        this.refreshInterval = refreshInterval;
        this.resolver = resolver;
        this.probe = probe;
        this.executor = executor;
        this.book = book;
    }

    /** Resolves the host. An unknown host is no error here, since it may resolve later. */
    @Override
    public void start() {
        lookUp();
    }

    private void lookUp() {
        try {
            InetAddress[] found = resolver.resolve(host);
            if (failing) {
                failing = false;
                LOG.info("the host {} can be resolved again", host);
            }
            List<BackendAddress> before = book.known();
            book.update(found);
            if (LOG.isDebugEnabled() && !before.equals(book.known())) {
                LOG.debug("{}: addresses {} -> {}", host, before, book.known());
            }
            book.reconsider(probe);
        } catch (UnknownHostException e) {
            if (!failing) {
                failing = true;
                LOG.warn("can't resolve the host {}, and tries it again and again: {}", host, e.getMessage());
            }
        } catch (RuntimeException bug) {
            LOG.error("the look-up of the host {} failed; its last addresses stay in use", host, bug);
        } finally {
            boolean unknown = book.known().isEmpty();
            Duration next = unknown && refreshInterval.compareTo(RETRY) > 0 ? RETRY : refreshInterval;
            nextLookUp = executor.schedule(this::lookUp, next.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the look-ups. Otherwise the executor's shutdown would wait for them. */
    @Override
    public void stop() {
        Future<?> next = nextLookUp;
        if (next != null) {
            next.cancel(false);
        }
    }
}
