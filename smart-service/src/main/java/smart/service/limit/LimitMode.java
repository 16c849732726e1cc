package smart.service.limit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What decides how many calls may be in progress. */
public enum LimitMode {
    /** {@code limit.maxInFlight} alone. */
    @JsonProperty("fixed")
    FIXED,
    /** What the backend bears, between {@code limit.minInFlight} and {@code limit.maxInFlight}. */
    @JsonProperty("adaptive")
    ADAPTIVE;

    /** As it stands in a file. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
