package smart.mock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.mock.journal.JournalSize;
import smart.mock.wire.Overload;
import smart.mock.wire.send.Pace;

/** The section {@code mock} of the configuration: {@link MockOptions}, all of them optional. */
record MockSettings(MockOptions options) {
    @JsonCreator
    static MockSettings of(
            @JsonProperty("seed") @Nullable Long seed,
            @JsonProperty("journal") @Nullable Integer journal,
            @JsonProperty("journalDetail") @Nullable Integer journalDetail,
            @JsonProperty("journalMemory") @Nullable DataSize journalMemory,
            @JsonProperty("journalBody") @Nullable DataSize journalBody,
            @JsonProperty("capacity") @Nullable Integer capacity,
            @JsonProperty("queue") @Nullable Integer queue,
            @JsonProperty("faults") @Nullable Map<String, String> faults,
            @JsonProperty("dripInterval") @Nullable Duration dripInterval,
            @JsonProperty("stallHold") @Nullable Duration stallHold) {
        var defaults = MockOptions.defaults();
        return new MockSettings(new MockOptions(
                or(seed, defaults.seed()),
                new JournalSize(
                        or(journal, defaults.journal().times()),
                        or(journalDetail, defaults.journal().details()),
                        journalMemory == null ? defaults.journal().memory() : journalMemory.toBytes(),
                        journalBody == null
                                ? defaults.journal().body()
                                : (int) Math.min(Integer.MAX_VALUE, journalBody.toBytes())),
                new Overload(
                        or(capacity, defaults.overload().capacity()),
                        or(queue, defaults.overload().queue())),
                faults == null ? defaults.faults() : FaultRates.parse(faults),
                new Pace(
                        dripInterval == null ? defaults.pace().drip() : dripInterval.toJavaDuration(),
                        stallHold == null ? defaults.pace().hold() : stallHold.toJavaDuration())));
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
