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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The section {@code limit}: the most calls in flight, and the response to the others. */
public final class LimitConfiguration {
    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    @Min(1) @Max(1_000_000) @JsonProperty
    private int maxInFlight = 100;

    @NotNull @JsonProperty
    private LimitMode mode = LimitMode.FIXED;

    @Min(1) @Max(1_000_000) @JsonProperty
    private int minInFlight = 5;

    /** The header field with a call's priority, or null if all calls are equal. */
    @JsonProperty
    private @Nullable String priorityHeader;

    @JsonProperty
    private int rejectStatus = 503;

    /** How long calls of at least the usual priority may be refused without a pause before the health check fails. */
    @NotNull @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration saturatedAfter = Duration.seconds(30);

    public int maxInFlight() {
        return maxInFlight;
    }

    public LimitSettings settings() {
        return new LimitSettings(mode, minInFlight, maxInFlight);
    }

    public Priorities priorities() {
        return new Priorities(priorityHeader);
    }

    public int rejectStatus() {
        return rejectStatus;
    }

    public Duration saturatedAfter() {
        return saturatedAfter;
    }

    @JsonIgnore
    @ValidationMethod(message = "limit.minInFlight must not be more than limit.maxInFlight when limit.mode is adaptive")
    public boolean isEachBoundInOrder() {
        return settings().isPossible();
    }

    @JsonIgnore
    @ValidationMethod(message = "limit.priorityHeader must be the name of a header, such as X-Priority")
    public boolean isPriorityHeaderAToken() {
        return priorityHeader == null || TOKEN.matcher(priorityHeader).matches();
    }

    @JsonIgnore
    @ValidationMethod(message = "limit.rejectStatus must be 503 or 429")
    public boolean isRejectStatusKnown() {
        return rejectStatus == 503 || rejectStatus == 429;
    }
}
