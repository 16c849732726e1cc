package smart.service.limit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** The section {@code limit}: how many calls may be in progress, and what the others are told. */
public final class LimitConfiguration {
    @Min(1) @Max(1_000_000) @JsonProperty
    private int maxInFlight = 100;

    @JsonProperty
    private int rejectStatus = 503;

    /** How long calls may be refused without a pause before the health check says so. */
    @NotNull @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration saturatedAfter = Duration.seconds(30);

    public int maxInFlight() {
        return maxInFlight;
    }

    public int rejectStatus() {
        return rejectStatus;
    }

    public Duration saturatedAfter() {
        return saturatedAfter;
    }

    @JsonIgnore
    @ValidationMethod(message = "limit.rejectStatus must be 503 or 429")
    public boolean isRejectStatusKnown() {
        return rejectStatus == 503 || rejectStatus == 429;
    }
}
