package smart.service.backend.client.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.dropwizard.client.JerseyClientConfiguration;
import io.dropwizard.client.ssl.TlsConfiguration;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.ValidationMethod;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code jerseyClient}: Dropwizard's keys with defaults that suit a gateway. A key that this client can't
 * honour is refused, not ignored.
 */
public final class BackendClientConfiguration extends JerseyClientConfiguration {
    private OptionalInt maxConnections = OptionalInt.empty();
    private OptionalInt maxConnectionsPerRoute = OptionalInt.empty();

    public BackendClientConfiguration() {
        super.setConnectionTimeout(Duration.seconds(3));
        super.setConnectionRequestTimeout(Duration.seconds(1));
        super.setTimeToLive(Duration.minutes(1));
        super.setKeepAlive(Duration.seconds(30));
        super.setGzipEnabled(false);
        super.setGzipEnabledForRequests(false);
        super.setProtocolUpgradeEnabled(false);
    }

    @Override
    @JsonProperty("tls")
    @JsonDeserialize(as = BackendTlsConfiguration.class)
    public void setTlsConfiguration(@Nullable TlsConfiguration tls) {
        super.setTlsConfiguration(tls);
    }

    @Override
    @JsonProperty
    public void setMaxConnections(int maxConnections) {
        super.setMaxConnections(maxConnections);
        this.maxConnections = OptionalInt.of(maxConnections);
    }

    @Override
    @JsonProperty
    public void setMaxConnectionsPerRoute(int maxConnectionsPerRoute) {
        super.setMaxConnectionsPerRoute(maxConnectionsPerRoute);
        this.maxConnectionsPerRoute = OptionalInt.of(maxConnectionsPerRoute);
    }

    /**
     * The size of the pool in connections: the configured one, or what the calls need. There is one route, so the
     * smaller of the two settings applies.
     *
     * @param needed the most attempts in flight
     */
    public int poolSize(int needed) {
        return Math.min(maxConnections.orElse(needed), maxConnectionsPerRoute.orElse(needed));
    }

    /** Refused: {@code backend.timeout} limits the whole attempt. */
    @Override
    @JsonProperty
    public void setTimeout(Duration timeout) {
        throw unsupported("set backend.timeout, which limits the whole call");
    }

    /** Refused: an idle connection is watched, and read once more before each request. */
    @Override
    @JsonProperty
    public void setValidateAfterInactivityPeriod(Duration period) {
        throw unsupported("Smart watches idle connections, and reads them once more before each request");
    }

    /** Refused: only hedging repeats requests. */
    @Override
    @JsonProperty
    public void setRetries(int retries) {
        if (retries != 0) {
            throw unsupported("only 0 is allowed");
        }
    }

    /** Refused: a response reaches the caller as the backend sent it. */
    @Override
    @JsonProperty
    public void setGzipEnabled(boolean enabled) {
        refuse(enabled, "Smart relays bodies unchanged");
    }

    /** Refused: requests have no body. */
    @Override
    @JsonProperty
    public void setGzipEnabledForRequests(boolean enabled) {
        refuse(enabled, "requests have no body");
    }

    /** Refused: callers would share cookies. */
    @Override
    @JsonProperty
    public void setCookiesEnabled(boolean enabled) {
        refuse(enabled, "callers would share cookies");
    }

    /** Refused: use {@code https} in {@code backend.url}. */
    @Override
    @JsonProperty
    public void setProtocolUpgradeEnabled(boolean enabled) {
        refuse(enabled, "use https in backend.url");
    }

    /** Refused: requests have no body. */
    @Override
    @JsonProperty
    public void setChunkedEncodingEnabled(boolean enabled) {
        throw unsupported("requests have no body");
    }

    /** Refused: no thread waits for the backend. */
    @Override
    @JsonProperty
    public void setMinThreads(int minThreads) {
        throw unsupported("no thread waits for the backend; 'workers' sets the I/O threads");
    }

    /** Refused: no thread waits for the backend. */
    @Override
    @JsonProperty
    public void setMaxThreads(int maxThreads) {
        throw unsupported("no thread waits for the backend; 'workers' sets the I/O threads");
    }

    /** Refused: no call waits in a queue. */
    @Override
    @JsonProperty
    public void setWorkQueueSize(int workQueueSize) {
        throw unsupported("no call waits in a queue; see limit.maxInFlight");
    }

    @JsonIgnore
    @ValidationMethod(message = "jerseyClient.proxy: NT credentials are not supported, use basic ones")
    public boolean isProxySupported() {
        return getProxyConfiguration() == null
                || getProxyConfiguration().getAuth() == null
                || getProxyConfiguration().getAuth().getCredentialType() == null
                || !getProxyConfiguration().getAuth().getCredentialType().equalsIgnoreCase("NT");
    }

    private static void refuse(boolean set, String why) {
        if (set) {
            throw unsupported(why);
        }
    }

    private static IllegalArgumentException unsupported(String why) {
        return new IllegalArgumentException(why);
    }
}
