package smart.service.limit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How the limit of calls in flight is determined. */
public enum LimitMode {
    /** {@code limit.maxInFlight} alone. */
    @JsonProperty("fixed")
    FIXED,
    /** By the backend's capacity, between {@code limit.minInFlight} and {@code limit.maxInFlight}. */
    @JsonProperty("adaptive")
    ADAPTIVE;

    /** As it stands in a file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
