package smart.service.backend;

import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.core5.pool.PoolStats;

/** The connections to the backend: how many there are, and may be. Safe for use by many threads. */
public final class ConnectionPool {
    private final BackendClientConfiguration configuration;
    private final PoolingAsyncClientConnectionManager pool;

    ConnectionPool(BackendClientConfiguration configuration, PoolingAsyncClientConnectionManager pool) {
        this.configuration = configuration;
        this.pool = pool;
    }

    /**
     * How the connections are used.
     *
     * @param leased in use
     * @param idle open and not in use
     * @param pending attempts that wait for one
     * @param max how many there may be
     */
    public record Usage(int leased, int idle, int pending, int max) {}

    /** How the connections are used now. */
    public Usage usage() {
        PoolStats stats = pool.getTotalStats();
        return new Usage(stats.getLeased(), stats.getAvailable(), stats.getPending(), stats.getMax());
    }

    /** Whether there may be that many connections, for as many attempts in progress together. */
    public boolean allows(int attempts) {
        return configuration.poolSize(attempts) >= attempts;
    }

    /** Allows that many connections, unless the size is configured. It never gets smaller. */
    public void grow(int attempts) {
        int size = configuration.poolSize(attempts);
        if (size > pool.getMaxTotal()) {
            pool.setMaxTotal(size);
            pool.setDefaultMaxPerRoute(size);
        }
    }
}
