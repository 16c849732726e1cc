package smart.service;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** The section {@code callers}: what their connections may cost. */
public final class CallersConfiguration {
    /** The most connections on all ports but the admin port; more are not accepted until one is closed. */
    @Min(1) @Max(1_000_000) @JsonProperty
    private int maxConnections = 10_000;

    /** How much longer than {@code backend.timeout} a request may take, from its first byte to its answer's last. */
    @NotNull @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration patience = Duration.seconds(30);

    /** The most that answers may take in all that their callers have not read; those who take longest are cut off. */
    @NotNull @MinDataSize(1)
    @JsonProperty
    private DataSize maxUnread = DataSize.mebibytes(64);

    public int maxConnections() {
        return maxConnections;
    }

    public Duration patience() {
        return patience;
    }

    public DataSize maxUnread() {
        return maxUnread;
    }
}
