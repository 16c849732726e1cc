package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.mock.journal.JournalSize;
import smart.mock.reply.Fault;
import smart.mock.wire.Overload;
import smart.mock.wire.send.Pace;

class MockConfigurationTest {
    private static final ObjectNode NO_OPTIONS = JsonNodeFactory.instance.objectNode();

    private final Bootstrap<MockConfiguration> bootstrap = new Bootstrap<>(new MockApplication(NO_OPTIONS));
    private final MockConfigurationFactory factory = new MockConfigurationFactory(
            bootstrap.getValidatorFactory().getValidator(), bootstrap.getObjectMapper(), "dw", NO_OPTIONS);

    @Test
    void theDefaultsListenOnLoopbackAndLimitNothing() throws Exception {
        var configuration = factory.build();

        var server = (DefaultServerFactory) configuration.getServerFactory();
        assertThat(connector(server).getPort()).isEqualTo(8080);
        assertThat(connector(server).getBindHost()).isEqualTo("127.0.0.1");
        assertThat(((HttpConnectorFactory) server.getAdminConnectors().get(0)).getPort())
                .isEqualTo(8081);
        assertThat(server.getMaxThreads()).isEqualTo(24);
        assertThat(server.getGzipFilterFactory().isEnabled()).isFalse();
        assertThat(configuration.options())
                .isEqualTo(
                        MockOptions.defaults().withSeed(configuration.options().seed()));
        assertThat(configuration.options().journal()).isEqualTo(new JournalSize(1_000_000, 50_000));
        assertThat(configuration.options().overload()).isEqualTo(new Overload(0, 1_000));
    }

    @Test
    void everyKeyIsRead() throws Exception {
        var configuration = read("complete");

        assertThat(configuration.options())
                .isEqualTo(new MockOptions(
                        4,
                        new JournalSize(100, 10, 1024 * 1024, 1024),
                        new Overload(50, 5),
                        Map.of(Fault.RESET, 0.01, Fault.DRIP, 0.005),
                        new Pace(Duration.ofMillis(5), Duration.ofSeconds(1))));
    }

    @Test
    void aFileNeedOnlyNameWhatItChanges() throws Exception {
        var server = (DefaultServerFactory) read("complete").getServerFactory();

        assertThat(connector(server).getPort()).isEqualTo(9000);
        assertThat(server.getMaxThreads()).isEqualTo(24);
        assertThat(server.getGzipFilterFactory().isEnabled()).isFalse();
    }

    @Test
    void eachRuleThatIsBrokenIsNamed() {
        assertThat(refusal("bad-capacity")).isEqualTo("capacity is 1 to 1000000, or 0 for any number, not -1");
        assertThat(refusal("bad-queue")).isEqualTo("the queue holds 0 to 1000000 requests, not 1000001");
        assertThat(refusal("bad-journal")).isEqualTo("the journal keeps 1 to 10000000 arrival times, not 0");
        assertThat(refusal("bad-journal-detail"))
                .isEqualTo("the journal keeps the details of 1 to 1000000 requests, not 0");
        assertThat(refusal("bad-fault-name")).startsWith("no fault is named \"boom\"; allowed: reset, empty,");
        assertThat(refusal("bad-fault-rate"))
                .isEqualTo("a fault's rate is a percentage such as 1% or 0.5%, not \"0.01\"");
        assertThat(refusal("bad-fault-share")).isEqualTo("the rate of fault reset is 0% to 100%");
        assertThat(refusal("bad-fault-sum")).isEqualTo("the rates of all faults together are at most 100%");
        assertThat(refusal("bad-drip-interval"))
                .isEqualTo("the pause of the fault drip is 0 to 3600000 ms, not 7200000 ms");
        assertThat(refusal("bad-stall-hold"))
                .isEqualTo("the time of the fault stall is 0 to 3600000 ms, not 7200000 ms");
        assertThat(refusal("bad-user"))
                .isEqualTo(
                        "server.user is not available in the mock: start it as the right user and with the right limits instead");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bad-key           | mock.capacty is not known; known there: capacity, dripInterval, faults, journal, "
                        + "journalBody, journalDetail, journalMemory, queue, seed, stallHold",
                "bad-interval-unit | mock.dripInterval must be a time with its unit, such as 100ms",
                "bad-long-interval | mock.dripInterval is too large a number",
                "bad-number        | mock.capacity must be a whole number, not abc",
                "bad-fraction      | mock.capacity must be a whole number, not 1.5",
                "bad-duplicate     | line 1, column 29: Duplicate field 'capacity'",
                "bad-yaml          | line 2",
                "bad-max-threads   | server.maxThreads",
                "bad-connector     | server.applicationConnectors[0] has no type that is known",
                "bad-faults        | mock.faults must be an object",
                "bad-size          | Invalid size: 5 parsec",
                "bad-list          | mock must be an object",
                "bad-server-type   | server.type is not available in the mock: leave it out, and use applicationConnectors and "
                        + "adminConnectors",
                "bad-context-path  | server.applicationContextPath is not available in the mock: every path is its backend's"
            })
    void whatIsWrongInAFileIsSaidInOneLine(String fixture, String message) {
        assertThat(refusal(fixture)).doesNotContain("\n").contains(message);
    }

    @Test
    void anEmptySectionCountsAsLeftOut() throws Exception {
        var configuration = read("empty-sections");

        assertThat(configuration.options().overload()).isEqualTo(Overload.NONE);
        assertThat(connector((DefaultServerFactory) configuration.getServerFactory())
                        .getPort())
                .isEqualTo(8080);
    }

    private MockConfiguration read(String fixture) throws Exception {
        return factory.build(new ResourceConfigurationSourceProvider(), "fixtures/config/" + fixture + ".yml");
    }

    private String refusal(String fixture) {
        return StartFailure.explain(catchThrowable(() -> read(fixture)));
    }

    private static HttpConnectorFactory connector(DefaultServerFactory server) {
        return (HttpConnectorFactory) server.getApplicationConnectors().get(0);
    }
}
