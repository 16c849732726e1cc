package smart.bench.result;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complete run in {@code report.json}.
 *
 * @param url the target
 * @param model {@code closed}, {@code open constant} or {@code open poisson}
 * @param startedAt the start in ISO 8601
 * @param tool the program and its version
 * @param levels in the order they were measured
 * @param knee where throughput stops growing, or null if unknown
 * @param about model, definitions and sample sizes in words
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Report(
        String url,
        String model,
        String startedAt,
        String tool,
        List<LevelResult> levels,
        @Nullable Knee knee,
        List<String> about) {

    /** Whether it is an open model, where requests have their own times. */
    public boolean hasRate() {
        return levels.stream().anyMatch(level -> level.rate() != null);
    }

    /** Copies the lists. */
    public Report {
        if (levels == null) {
            throw new IllegalArgumentException("it has no levels");
        }
        levels = List.copyOf(levels);
        about = about == null ? List.of() : List.copyOf(about);
    }
}
