package smart.service.backend.client.connection;

/**
 * The settings of all connections.
 *
 * @param maxBody the largest body of a response, in bytes
 * @param keepAliveNanos how long a connection may be idle if the backend does not say; 0 for one request each
 * @param timeToLiveNanos how long a connection may be used
 */
public record ConnectionSettings(int maxBody, long keepAliveNanos, long timeToLiveNanos) {}
