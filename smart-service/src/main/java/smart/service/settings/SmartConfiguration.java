package smart.service.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.health.DefaultHealthFactory;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import smart.service.admin.guard.Credentials;
import smart.service.admin.peers.PeerName;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.backend.client.settings.BackendConfiguration;
import smart.service.config.LogLevels;
import smart.service.errorlog.ErrorLogConfiguration;
import smart.service.health.HealthSetup;
import smart.service.hedge.HedgeConfiguration;
import smart.service.limit.LimitConfiguration;
import smart.service.server.CallersConfiguration;
import smart.service.tracing.TracingConfiguration;

/** Every setting. The keys, their environment variables and their defaults are in {@code docs/settings.md}. */
public final class SmartConfiguration extends Configuration {
    /** By this much the default grace period exceeds the longest call. */
    private static final Duration GRACE = Duration.seconds(5);

    /** The time to write the last responses. */
    private static final Duration SHUTDOWN_MARGIN = Duration.seconds(1);

    /** A name, an IPv4 or an IPv6 address. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%\\w+)?]?");

    private static final Duration DROPWIZARDS_GRACE_PERIOD = Duration.seconds(30);

    @NotEmpty @JsonProperty
    @JsonDeserialize(using = PortsDeserializer.class)
    private List<@Min(0) @Max(65535) Integer> ports = List.of(8000);

    /** The address that the ports listen on, or null for all of this machine. */
    @JsonProperty
    private @Nullable String host;

    @Min(0) @Max(65535) @JsonProperty
    private int adminPort = 8001;

    @NotBlank @JsonProperty
    private String adminHost = "127.0.0.1";

    /** The user for changes on the admin port, together with the password. */
    @JsonProperty
    private @Nullable String adminUser;

    @JsonProperty
    private @Nullable String adminPassword;

    /** The allowed host names of the admin port, besides localhost and addresses. */
    @NotNull @JsonProperty
    @JsonDeserialize(using = NamesDeserializer.class)
    private List<@NotBlank String> adminHosts = List.of();

    /** The admin ports of all replicas, for the console: addresses, or names that resolve to several replicas. */
    @NotNull @JsonProperty
    @JsonDeserialize(using = NamesDeserializer.class)
    private List<@NotBlank String> adminPeers = List.of();

    /** The selectors per port. Each is a thread that serves callers' connections and their calls' backend connections. */
    @Min(1) @Max(256) @JsonProperty
    private @Nullable Integer workers;

    /** The longest rehearsal of calls, during which the service is not ready; 0 for none. */
    @NotNull @MinDuration(value = 0, unit = TimeUnit.SECONDS)
    @MaxDuration(value = 60, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration warmUp = Duration.seconds(5);

    @Valid @NotNull @JsonProperty
    private BackendConfiguration backend = new BackendConfiguration();

    @Valid @NotNull @JsonProperty
    private BackendClientConfiguration jerseyClient = new BackendClientConfiguration();

    @Valid @NotNull @JsonProperty
    private LimitConfiguration limit = new LimitConfiguration();

    @Valid @NotNull @JsonProperty
    private HedgeConfiguration hedging = new HedgeConfiguration();

    @Valid @NotNull @JsonProperty
    private ErrorLogConfiguration errorLog = new ErrorLogConfiguration();

    @Valid @NotNull @JsonProperty
    private CallersConfiguration callers = new CallersConfiguration();

    @Valid @NotNull @JsonProperty
    private TracingConfiguration tracing = new TracingConfiguration();

    public List<Integer> ports() {
        return ports;
    }

    /** The address that the ports listen on, or null for all. */
    public @Nullable String host() {
        return host;
    }

    public int adminPort() {
        return adminPort;
    }

    public String adminHost() {
        return adminHost;
    }

    /** The credentials for changes on the admin port, or null for none. */
    public @Nullable Credentials adminCredentials() {
        return adminUser == null || adminPassword == null ? null : new Credentials(adminUser, adminPassword);
    }

    public List<String> adminHosts() {
        return adminHosts;
    }

    public List<PeerName> adminPeers() {
        return adminPeers.stream().map(peer -> PeerName.parse(peer, adminPort)).toList();
    }

    /** The configured number, or the number of cores. */
    public int workers() {
        return workers == null ? Runtime.getRuntime().availableProcessors() : workers;
    }

    public Duration warmUp() {
        return warmUp;
    }

    public BackendConfiguration backend() {
        return backend;
    }

    public BackendClientConfiguration jerseyClient() {
        return jerseyClient;
    }

    public LimitConfiguration limit() {
        return limit;
    }

    public HedgeConfiguration hedging() {
        return hedging;
    }

    public ErrorLogConfiguration errorLog() {
        return errorLog;
    }

    public CallersConfiguration callers() {
        return callers;
    }

    public TracingConfiguration tracing() {
        return tracing;
    }

    /** The most attempts in flight. */
    public int attemptsInFlight() {
        return limit.maxInFlight() * hedging.hedging().attempts();
    }

    /** The most attempts in flight if hedging is turned on, or up, while the service runs. */
    public int attemptsEverInFlight() {
        return limit.maxInFlight() * (1 + HedgeConfiguration.MOST_EXTRA_ATTEMPTS);
    }

    public DefaultServerFactory server() {
        return (DefaultServerFactory) getServerFactory();
    }

    public DefaultHealthFactory health() {
        return (DefaultHealthFactory) getHealthFactory().orElseThrow();
    }

    /**
     * How long calls in flight may continue when the service stops: the configured time, or slightly more than a call's
     * timeout.
     */
    public Duration gracePeriod() {
        Duration configured = server().getShutdownGracePeriod();
        Duration needed = Duration.milliseconds(backend.timeout().toMilliseconds() + GRACE.toMilliseconds());
        return configured.equals(DROPWIZARDS_GRACE_PERIOD) && needed.compareTo(configured) > 0 ? needed : configured;
    }

    /** The longest timeout of a call that a task can set. */
    public Duration longestTimeout() {
        return Duration.milliseconds(gracePeriod().toMilliseconds() - SHUTDOWN_MARGIN.toMilliseconds());
    }

    @JsonIgnore
    @ValidationMethod(
            message =
                    "adminUser and adminPassword must be set together and not blank; the user must not contain a colon")
    public boolean isAdminComplete() {
        return adminUser == null
                ? adminPassword == null
                : adminPassword != null && !adminUser.isBlank() && !adminPassword.isBlank() && !adminUser.contains(":");
    }

    @JsonIgnore
    @ValidationMethod(
            message = "host must be an address or name of this machine, such as 0.0.0.0 for all IPv4 addresses")
    public boolean isHostWellFormed() {
        return host == null || HOST.matcher(host).matches();
    }

    @JsonIgnore
    @ValidationMethod(
            message = "adminHost must be an address or name of this machine, such as 0.0.0.0 for all IPv4 addresses")
    public boolean isAdminHostWellFormed() {
        return HOST.matcher(adminHost).matches();
    }

    @JsonIgnore
    @ValidationMethod(message = "adminHosts must be host names without a scheme and a port, such as smart.example")
    public boolean isEachAdminHostWellFormed() {
        return adminHosts.stream().allMatch(name -> HOST.matcher(name).matches());
    }

    @JsonIgnore
    @ValidationMethod(
            message = "adminPeers must be hosts, or host:port, such as 10.1.2.3:8001 or smart-admin; "
                    + "where adminPort is 0, they need a port")
    public boolean isEachPeerAnAddress() {
        try {
            return adminPeers().size() == adminPeers.size();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @JsonIgnore
    @ValidationMethod(message = "logging.level must be one of " + LogLevels.NAMES)
    public boolean isLogLevelKnown() {
        return LogLevels.find(((DefaultLoggingFactory) getLoggingFactory()).getLevel()) != null;
    }

    @JsonIgnore
    @ValidationMethod(message = "health must be enabled")
    public boolean isHealthSupported() {
        return getHealthFactory().orElse(null) instanceof DefaultHealthFactory health && health.isEnabled();
    }

    @JsonIgnore
    @ValidationMethod(message = "health.healthChecks may name only " + HealthSetup.KNOWN)
    public boolean isEachHealthCheckKnown() {
        return !(getHealthFactory().orElse(null) instanceof DefaultHealthFactory health)
                || HealthSetup.knowsAll(health);
    }

    @JsonIgnore
    @ValidationMethod(
            message = "server.shutdownGracePeriod must be at least a second longer than backend.timeout, "
                    + "so that calls in flight can finish")
    public boolean isGracePeriodLongEnough() {
        return gracePeriod().toMilliseconds() >= backend.timeout().toMilliseconds() + SHUTDOWN_MARGIN.toMilliseconds();
    }

    @JsonIgnore
    @ValidationMethod(message = "ports and adminPort must all be different")
    public boolean isEachPortUsedOnce() {
        List<Integer> fixed = Stream.concat(ports.stream(), Stream.of(adminPort))
                .filter(port -> port != 0)
                .toList();
        return fixed.stream().distinct().count() == fixed.size();
    }

    @JsonIgnore
    @ValidationMethod(
            message = "jerseyClient.maxConnections and .maxConnectionsPerRoute must be at least "
                    + "limit.maxInFlight x attempts per call")
    public boolean isPoolLargeEnough() {
        return jerseyClient.poolSize(attemptsInFlight()) >= attemptsInFlight();
    }
}
