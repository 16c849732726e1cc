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

/** The section {@code callers}: what their connections may cost. */
public final class CallersConfiguration {
    /** The most connections on all ports but the admin port; more are not accepted until one is closed. */
    @Min(1) @Max(1_000_000) @JsonProperty
    private int maxConnections = 10_000;

    /** How much longer than {@code backend.timeout} a request may take, from its first byte to its answer's last. */
    @NotNull @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration slowCallerGrace = Duration.seconds(30);

    /** The most that answers may take in all that their callers have not read; those who take longest are cut off. */
    @NotNull @MinDataSize(1)
    @JsonProperty
    private DataSize maxPendingWrites = DataSize.mebibytes(64);

    /** The most that the head of a request may take; a longer one is answered with 431. */
    @NotNull @MinDataSize(value = 1, unit = DataSizeUnit.KIBIBYTES)
    @MaxDataSize(value = 1, unit = DataSizeUnit.MEBIBYTES)
    @JsonProperty
    private DataSize maxHeadSize = DataSize.kibibytes(8);

    /** How callers' connections are encrypted, or null where they are not. */
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
