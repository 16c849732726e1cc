package smart.service.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDataSize;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The section {@code callers}: limits on callers' connections. */
public final class CallersConfiguration {
    /** The most connections on all ports except the admin port; above it, one is accepted when another closes. */
    @Min(1) @Max(1_000_000) @JsonProperty
    private int maxConnections = 10_000;

    /**
     * How much longer than {@code backend.timeout} a request may take, from its first byte to the last byte of its
     * response.
     */
    @NotNull @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration slowCallerGrace = Duration.seconds(30);

    /** The most memory of unread responses in total; above it, the slowest readers are cut off. */
    @NotNull @MinDataSize(1)
    @JsonProperty
    private DataSize maxPendingWrites = DataSize.mebibytes(64);

    /** The largest head of a request; a larger one gets 431. */
    @NotNull @MinDataSize(value = 1, unit = DataSizeUnit.KIBIBYTES)
    @MaxDataSize(value = 1, unit = DataSizeUnit.MEBIBYTES)
    @JsonProperty
    private DataSize maxHeadSize = DataSize.kibibytes(8);

    /** The TLS settings of callers' connections, or null for none. */
    @JsonProperty
    private @Nullable CallersTls tls;

    public int maxConnections() {
        return maxConnections;
    }

    public Duration slowCallerGrace() {
        return slowCallerGrace;
    }

    public DataSize maxPendingWrites() {
        return maxPendingWrites;
    }

    public DataSize maxHeadSize() {
        return maxHeadSize;
    }

    public @Nullable CallersTls tls() {
        return tls;
    }

    @JsonIgnore
    @ValidationMethod(message = "callers.tls needs keyStorePath and keyStorePassword")
    public boolean isTlsComplete() {
        return tls == null || (tls.isValidKeyStorePath() && tls.isValidKeyStorePassword());
    }
}
