package smart.mock.scenario.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import smart.mock.journal.Match;
import smart.mock.reply.Delay;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;
import smart.mock.scenario.Scenario;
import smart.mock.scenario.Stub;
import smart.mock.scenario.Stubs;
import smart.mock.scenario.UsedUp;

class ScenarioReaderTest {
    private static final String TIME = "{\"time\": 50}";

    @Test
    void readsTheClassicForm() throws Exception {
        var scenario = (Scenario) ScenarioReader.read(fixture("classic"));

        assertThat(scenario.then()).isEqualTo(UsedUp.RANDOM);
        assertThat(scenario.entries())
                .containsExactly(
                        Reply.of(TIME, 200, 50),
                        Reply.of("Not a valid JSON", 500, 0).after(new Delay.Fixed(0.5)),
                        Reply.drop(1000),
                        Reply.of(TIME, 200, 50).with(Fault.RESET),
                        Reply.of(TIME, 200, 50),
                        Reply.of(TIME, 200, 0).after(new Delay.Uniform(100, 600, 60_000)));
    }

    @Test
    void readsTheFormWithHeadersDistributionsAndWhatFollows() throws Exception {
        var scenario = (Scenario) ScenarioReader.read(fixture("extended"));

        assertThat(scenario.then()).isEqualTo(UsedUp.REPEAT);
        assertThat(scenario.entries())
                .containsExactly(
                        Reply.ok(""),
                        new Reply(
                                "<p>gr\u00fc\u00dfe</p>",
                                429,
                                new Delay.Pareto(50, 1.5, 2000),
                                null,
                                Map.of("Retry-After", List.of("7"), "Set-Cookie", List.of("a=1", "b=2")),
                                "text/html;charset=utf-8"),
                        Reply.ok("{}").after(new Delay.Normal(300, 50, 60_000)).with(Fault.TRUNCATE),
                        Reply.ok("{}").after(new Delay.LogNormal(300, 0.5, 60_000)),
                        Reply.ok("{}")
                                .after(new Delay.Paused(
                                        new Delay.Slowed(new Delay.Uniform(80, 120, 1_000), 0.01, 20, 1_000),
                                        500,
                                        5_000)),
                        Reply.ok("{}"));
    }

    @TestFactory
    Stream<DynamicTest> saysWhereAndWhyAScenarioIsMalformed() throws Exception {
        var cases = new ObjectMapper().readValue(fixture("malformed"), Malformed[].class);
        return Arrays.stream(cases)
                .map(malformed -> DynamicTest.dynamicTest("\"" + malformed.json() + "\"", () -> {
                    var refused = catchThrowableOfType(
                            ScenarioException.class, () -> ScenarioReader.read(stream(malformed.json())));
                    assertThat(refused).hasMessageContaining(malformed.reason());
                    assertThat(refused.index()).isEqualTo(malformed.index());
                }));
    }

    @Test
    void aLimitIsToldWithoutNamesOfTheLibrary() {
        var refused = catchThrowableOfType(
                ScenarioException.class,
                () -> ScenarioReader.read(stream("[[\"" + "x".repeat(20_000_001) + "\", 200, 0]]")));
        assertThat(refused)
                .hasMessageStartingWith("entry 0: too large: ")
                .hasMessageContaining("20000000)")
                .hasMessageNotContaining("Constraints")
                .hasMessageNotContaining("`");
        var deep = catchThrowableOfType(
                ScenarioException.class,
                () -> ScenarioReader.read(stream("[" + "[[\"\",0,{\"uniform\":".repeat(1_001))));
        assertThat(deep).hasMessageNotContaining("Constraints");
        var number = catchThrowableOfType(
                ScenarioException.class, () -> ScenarioReader.read(stream("[[\"\", " + "9".repeat(2_000) + ", 0]]")));
        assertThat(number).hasMessageNotContaining("Constraints").hasMessageNotContaining("`");
    }

    @Test
    void readsStubs() throws Exception {
        var stubs = (Stubs) ScenarioReader.read(fixture("stubs"));

        assertThat(stubs.stubs())
                .containsExactly(
                        new Stub(
                                new Match("GET", "/work", Map.of("a", "1"), Map.of("X-A", "b")),
                                new Scenario(List.of(Reply.of(TIME, 200, 50), Reply.drop(0)), UsedUp.REPEAT)),
                        Stub.of(Match.path("/once"), Reply.ok("{}")).then(UsedUp.NEXT),
                        Stub.of(Match.ANY, Reply.ok("")));
    }

    @Test
    void equalEntriesAreKeptOnce() throws Exception {
        var entries = entries(stream("[[\"a\", 200, 1], [\"a\", 200, 1], [\"b\", 200, 1]]"));
        assertThat(entries.get(0)).isSameAs(entries.get(1)).isNotSameAs(entries.get(2));
    }

    private static List<Reply> entries(InputStream json) throws Exception {
        return ((Scenario) ScenarioReader.read(json)).entries();
    }

    @Test
    void oneStubMoreThanAThousandIsRefused() {
        var stubs = "{\"stubs\": [" + "{\"entries\": [{}]},".repeat(1_000) + "{}]}";
        assertThat(catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(stream(stubs))))
                .hasMessage("there are 1 to 1000 stubs, not more");
    }

    @Test
    void aMillionEntriesAreReadAsAStream() throws Exception {
        assertThat(entries(million(0))).hasSize(1_000_000);
    }

    @Test
    void oneEntryMoreIsRefused() {
        var refused = catchThrowableOfType(ScenarioException.class, () -> ScenarioReader.read(million(1)));
        assertThat(refused).hasMessage("entry 1000000: a scenario has at most 1000000 entries");
    }

    /** A million entries and some more, as a stream of which the test keeps only a thousand entries. */
    private static InputStream million(int more) {
        var thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> "[\"{}\", 200, " + i + "],\n")
                .collect(Collectors.joining());
        var pieces = new ArrayList<>(List.of("["));
        pieces.addAll(Collections.nCopies(999, thousand));
        pieces.add(thousand.substring(0, thousand.length() - 2));
        pieces.add(",[\"{}\", 200, 1]".repeat(more));
        pieces.add("]");
        return concat(pieces);
    }

    private static InputStream concat(List<String> pieces) {
        var streams = pieces.stream().map(ScenarioReaderTest::stream).toList();
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    private static InputStream stream(String json) {
        return new ByteArrayInputStream(json.getBytes(UTF_8));
    }

    private static InputStream fixture(String name) throws IOException {
        return ScenarioReaderTest.class.getResourceAsStream("/fixtures/scenario/" + name + ".json");
    }

    private record Malformed(String json, Integer index, String reason) {}
}
