package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void withoutOptionsOnlyWhereToListenIsSaid() throws Exception {
        var configuration = parse();
        assertThat(configuration.at("/server/applicationConnectors/0/bindHost").asText())
                .isEqualTo("127.0.0.1");
        assertThat(configuration.at("/server/applicationConnectors/0/port").asInt())
                .isEqualTo(8080);
        assertThat(configuration.at("/server/adminConnectors/0/port").asInt()).isEqualTo(8081);
        assertThat(configuration.get("mock"))
                .allSatisfy(value -> assertThat(value.isNull()).isTrue());
    }

    @Test
    void hostAndPortsAreOneConnectorEach() throws Exception {
        var configuration = parse("--host", "0.0.0.0", "--port", "9000", "9001");
        var connectors = configuration.at("/server/applicationConnectors");
        assertThat(connectors)
                .extracting(connector -> connector.get("port").asInt())
                .containsExactly(9000, 9001);
        assertThat(connectors)
                .extracting(connector -> connector.get("bindHost").asText())
                .containsOnly("0.0.0.0");
        assertThat(configuration.at("/server/maxThreads").asInt()).isEqualTo(20);
    }

    @Test
    void portsMayBeGivenTogetherOrOneByOne() throws Exception {
        assertThat(parse("--port", "9000", "9001", "--port", "9002").at("/server/applicationConnectors"))
                .extracting(connector -> connector.get("port").asInt())
                .containsExactly(9000, 9001, 9002);
    }

    @Test
    void theAdminPortStaysOnLoopback() throws Exception {
        var admin = parse("--host", "0.0.0.0", "--admin-port", "9009").at("/server/adminConnectors/0");
        assertThat(admin.get("port").asInt()).isEqualTo(9009);
        assertThat(admin.get("bindHost").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void everyOptionOfTheMockHasItsKey() throws Exception {
        var mock = parse(
                        "--seed",
                        "-7",
                        "--capacity",
                        "50",
                        "--queue",
                        "5",
                        "--journal",
                        "100",
                        "--journal-detail",
                        "10",
                        "--journal-memory",
                        "32",
                        "--journal-body",
                        "100",
                        "--drip-interval",
                        "20",
                        "--stall-hold",
                        "3000")
                .get("mock");
        assertThat(mock.get("seed").asLong()).isEqualTo(-7);
        assertThat(mock.get("capacity").asInt()).isEqualTo(50);
        assertThat(mock.get("queue").asInt()).isEqualTo(5);
        assertThat(mock.get("journal").asInt()).isEqualTo(100);
        assertThat(mock.get("journalDetail").asInt()).isEqualTo(10);
        assertThat(mock.get("journalMemory").asText()).isEqualTo("32MiB");
        assertThat(mock.get("journalBody").asText()).isEqualTo("100B");
        assertThat(mock.get("dripInterval").asText()).isEqualTo("20ms");
        assertThat(mock.get("stallHold").asText()).isEqualTo("3000ms");
    }

    @ParameterizedTest
    @CsvSource({"32, 32MiB", "64MiB, 64MiB", "512 KiB, 512 KiB", "1GiB, 1GiB"})
    void theMemoryOfTheJournalIsASizeAsInTheFileOrANumberOfMebibytes(String option, String size) throws Exception {
        assertThat(parse("--journal-memory", option).at("/mock/journalMemory").asText())
                .isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"-1", "64 MiBs", "1.5MiB", "99999999999999999999"})
    void whatIsNoSizeIsRefusedWithWhatIsAllowed(String option) {
        assertThatThrownBy(() -> parse("--journal-memory=" + option))
                .isInstanceOf(ArgumentParserException.class)
                .hasMessage("argument --journal-memory: '" + option
                        + "' is neither a size, such as 64MiB, nor a number of MiB");
    }

    @Test
    void faultsMayBeGivenTogetherOrOneByOne() throws Exception {
        var faults =
                parse("--fault", "reset=1%", "drip=0.5%", "--fault", "stall=2%").at("/mock/faults");
        assertThat(faults.toString()).isEqualTo("{\"reset\":\"1%\",\"drip\":\"0.5%\",\"stall\":\"2%\"}");
    }

    @Test
    void whatIsNoNumberOrOutOfRangeIsRefusedWithTheOption() {
        for (var option : new String[] {
            "--port",
            "--admin-port",
            "--seed",
            "--capacity",
            "--queue",
            "--journal",
            "--journal-detail",
            "--journal-body",
            "--drip-interval",
            "--stall-hold"
        }) {
            assertThatThrownBy(() -> parse(option, "x"))
                    .isInstanceOf(ArgumentParserException.class)
                    .hasMessageContaining(option)
                    .hasMessageContaining("could not convert 'x'");
        }
        assertThatThrownBy(() -> parse("--port", "65536")).hasMessageContaining("choose from {0..65535}");
        assertThatThrownBy(() -> parse("--admin-port", "-1")).isInstanceOf(ArgumentParserException.class);
        assertThatThrownBy(() -> parse("--drip-interval", "-5"))
                .hasMessageContaining("--drip-interval: invalid choice");
        assertThatThrownBy(() -> parse("--stall-hold", "3600001")).hasMessageContaining("choose from {0..3600000}");
        assertThatThrownBy(() -> parse("--port")).hasMessageContaining("--port: expected");
        assertThatThrownBy(() -> parse("--host")).hasMessageContaining("--host: expected");
    }

    @Test
    void aFaultWithoutARateIsRefused() {
        assertThatThrownBy(() -> parse("--fault", "reset"))
                .hasMessage("--fault must be NAME=RATE, such as reset=1%, not reset");
    }

    @Test
    void aFaultThatIsGivenTwiceIsRefused() {
        assertThatThrownBy(() -> parse("--fault", "reset=1%", "drip=1%", "--fault", "reset=2%"))
                .isInstanceOf(ArgumentParserException.class)
                .hasMessage("the fault reset is given twice");
    }

    @Test
    void whatTheRulesOfTheMockForbidIsAMisuseOfTheCommandLine() {
        assertThatThrownBy(() -> parse("--capacity", "-1"))
                .isInstanceOf(ArgumentParserException.class)
                .hasMessage("capacity is 1 to 1000000, or 0 for any number, not -1");
        assertThatThrownBy(() -> parse("--fault", "boom=1%"))
                .isInstanceOf(ArgumentParserException.class)
                .hasMessageStartingWith("no fault is named \"boom\"");
        assertThatThrownBy(() -> parse("--journal-body", "2000000"))
                .isInstanceOf(ArgumentParserException.class)
                .hasMessage("the journal keeps 0 to 1048576 bytes of a body, not 2000000");
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> parse("--bogus")).hasMessageContaining("unrecognized arguments: '--bogus'");
    }

    private static JsonNode parse(String... args) throws ArgumentParserException {
        return new CommandLine().parse(args);
    }
}
