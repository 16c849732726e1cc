package smart.service.backend.client.connection;

/**
 * What all connections have in common.
 *
 * @param maxBody the largest body of a response, in bytes
 * @param keepAliveNanos how long a connection may be idle, where the backend doesn't say; 0 for one request each
 * @param timeToLiveNanos how long a connection may be used
 */
public record ConnectionSettings(int maxBody, long keepAliveNanos, long timeToLiveNanos) {}
