package smart.service.hedge;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Hedging.OnFailure;

/** The section {@code hedging}: whether, when and how often Smart makes extra attempts. */
public final class HedgeConfiguration {
    /** The highest allowed number of extra attempts per call. */
    public static final int MOST_EXTRA_ATTEMPTS = 10;

    @JsonProperty
    private boolean enabled;

    @NotNull @MaxDuration(value = 1, unit = TimeUnit.HOURS)
    @JsonProperty
    @JsonDeserialize(using = DelayDeserializer.class)
    private Duration delay = Duration.milliseconds(300);

    @Min(0) @Max(MOST_EXTRA_ATTEMPTS) @JsonProperty
    private int extraAttempts = 2;

    @NotNull @MaxDuration(value = 1, unit = TimeUnit.HOURS)
    @JsonProperty
    @JsonDeserialize(using = DelayDeserializer.class)
    private Duration interval = Duration.milliseconds(0);

    @NotNull @JsonProperty
    private OnFailure onFailure = OnFailure.HEDGE_NOW;

    @DecimalMin("1") @DecimalMax("99.9") @JsonProperty
    private @Nullable Double percentile;

    @DecimalMin("0") @DecimalMax("1000") @JsonProperty
    private double budget = 20;

    @Min(0) @Max(1_000_000) @JsonProperty
    private int minPerSecond = 10;

    /** The section that holds these settings. */
    static HedgeConfiguration of(Hedging hedging) {
        HedgeConfiguration section = new HedgeConfiguration();
        section.enabled = hedging.enabled();
        section.delay = hedging.delay();
        section.extraAttempts = hedging.extraAttempts();
        section.interval = hedging.interval();
        section.onFailure = hedging.onFailure();
        section.percentile = hedging.percentile();
        section.budget = hedging.budget();
        section.minPerSecond = hedging.minPerSecond();
        return section;
    }

    /** The settings that this section holds. */
    public Hedging hedging() {
        return new Hedging(enabled, delay, extraAttempts, interval, onFailure, percentile, budget, minPerSecond);
    }
}
