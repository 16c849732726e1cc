package smart.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.config.Settings;
import smart.service.config.source.Bundled;
import smart.service.config.source.Setting;

final class SmartConfigurationTest {
    private static final String URL = "http://localhost:8080";
    private static final ConfigurationSourceProvider RESOURCES = new ResourceConfigurationSourceProvider();

    private static SmartConfiguration read(
            ConfigurationSourceProvider provider, String path, Map<String, String> environment, Setting... commandLine)
            throws Exception {
        return ConfigurationFactories.with(environment, new Settings(InstantSource.system()), commandLine)
                .build(provider, path);
    }

    private static SmartConfiguration bundled(Map<String, String> environment, Setting... commandLine)
            throws Exception {
        return read(new Bundled(), Bundled.PATH, environment, commandLine);
    }

    @Test
    void everyKeyHasItsDefault() throws Exception {
        SmartConfiguration configuration = bundled(Map.of("REMOTE_URL", URL));
        assertThat(configuration.ports()).containsExactly(8000);
        assertThat(configuration.adminPort()).isEqualTo(8001);
        assertThat(configuration.adminHost()).isEqualTo("127.0.0.1");
        assertThat(configuration.adminCredentials()).isNull();
        assertThat(configuration.adminHosts()).isEmpty();
        assertThat(configuration.adminPeers()).isEmpty();
        assertThat(configuration.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(configuration.backend().url()).hasToString(URL);
        assertThat(configuration.backend().timeout()).isEqualTo(Duration.seconds(10));
        assertThat(configuration.backend().requireJson()).isTrue();
        assertThat(configuration.backend().maxResponseSize()).isEqualTo(1024 * 1024);
        assertThat(configuration.host()).isNull();
        assertThat(configuration.callers().maxHeadSize()).isEqualTo(DataSize.kibibytes(8));
        assertThat(configuration.callers().tls()).isNull();
        assertThat(configuration.backend().dnsRefreshInterval()).isEqualTo(Duration.seconds(30));
        assertThat(configuration.backend().spread()).isEqualTo(smart.service.backend.address.Spread.LEAST_BUSY);
        assertThat(configuration.limit().maxInFlight()).isEqualTo(100);
        assertThat(configuration.limit().rejectStatus()).isEqualTo(503);
        assertThat(configuration.limit().saturatedAfter()).isEqualTo(Duration.seconds(30));
        assertThat(configuration.errorLog().file()).isEqualTo(Path.of("./backend_errors.log"));
        assertThat(configuration.gracePeriod()).isEqualTo(Duration.seconds(30));
        assertThat(configuration.jerseyClient().poolSize(100)).isEqualTo(100);
    }

    /** The defaults stand in config.yml for the user and in the classes for the reader: they must not drift apart. */
    @Test
    void theDefaultsOfTheClassesAreThoseOfTheFile() throws Exception {
        SmartConfiguration file = bundled(Map.of("REMOTE_URL", URL));
        SmartConfiguration classes = new SmartConfiguration();
        assertThat(file)
                .usingRecursiveComparison()
                .ignoringFields("server", "logging", "metrics", "admin", "health", "backend.url")
                .isEqualTo(classes);
    }

    @Test
    void bothFilesHoldTheSameKeys() throws IOException {
        ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
        Path root = Path.of("..");
        assertThat(keys("", yaml.readTree(Files.readAllBytes(root.resolve("config-develop.yml")))))
                .as("the keys of config-develop.yml, compared with those of config.yml")
                .containsExactlyElementsOf(keys("", yaml.readTree(Files.readAllBytes(root.resolve("config.yml")))));
    }

    private static SortedSet<String> keys(String prefix, JsonNode node) {
        SortedSet<String> keys = new TreeSet<>();
        node.properties().forEach(field -> {
            keys.add(prefix + field.getKey());
            keys.addAll(keys(prefix + field.getKey() + ".", field.getValue()));
        });
        return keys;
    }

    @Test
    void aFileNeedsOnlyTheKeysThatDiffer() throws Exception {
        SmartConfiguration configuration = read(RESOURCES, "config/small.yml", Map.of());
        assertThat(configuration.backend().timeout()).isEqualTo(Duration.milliseconds(500));
        assertThat(configuration.limit().maxInFlight()).isEqualTo(7);
        assertThat(configuration.limit().rejectStatus()).isEqualTo(503);
        assertThat(configuration.server().getMaxThreads()).isEqualTo(12);
    }

    @Test
    void theEnvironmentCountsMoreThanTheFileAndTheCommandLineMost() throws Exception {
        Map<String, String> environment = Map.of("REQ_LIMIT", "8", "REQ_TIMEOUT", "3");
        SmartConfiguration configuration =
                read(RESOURCES, "config/small.yml", environment, new Setting("limit.maxInFlight", "--limit", "9"));
        assertThat(configuration.limit().maxInFlight()).isEqualTo(9);
        assertThat(configuration.backend().timeout()).isEqualTo(Duration.seconds(3));
    }

    @ParameterizedTest
    @CsvSource({"INFO, WARN ERROR OFF", "ERROR, ERROR OFF", "OFF, OFF", "DEBUG, WARN ERROR OFF"})
    void noLoggerIsMoreTalkativeThanTheEnvironmentAsksFor(String level, String others) throws Exception {
        DefaultLoggingFactory logging = (DefaultLoggingFactory)
                bundled(Map.of("REMOTE_URL", URL, "LOG_LEVEL", level)).getLoggingFactory();
        assertThat(logging.getLevel()).isEqualTo(level);
        assertThat(logging.getLoggers()).isNotEmpty().allSatisfy((name, value) -> assertThat(value.asText())
                .isIn((Object[]) others.split(" ", -1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"8000; 8000", "'8000,8010'; 8000 8010", "' 8000 , 8010 '; 8000 8010", "0,0; 0 0"})
    void portsMayBeOneOrMore(String variable, String ports) throws Exception {
        assertThat(bundled(Map.of("REMOTE_URL", URL, "PORT_NUMBER", variable)).ports())
                .extracting(String::valueOf)
                .containsExactly(ports.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"''; ''", "smart; smart", "' smart, smart.example ,'; smart smart.example"})
    void theAdminPortMayHaveNames(String variable, String names) throws Exception {
        assertThat(String.join(
                        " ",
                        bundled(Map.of("REMOTE_URL", URL, "ADMIN_HOSTS", variable))
                                .adminHosts()))
                .isEqualTo(names);
    }

    @Test
    void theGracePeriodGrowsWithTheTimeout() throws Exception {
        SmartConfiguration configuration = bundled(Map.of("REMOTE_URL", URL, "REQUEST_TIMEOUT", "60"));
        assertThat(configuration.gracePeriod().toSeconds()).isEqualTo(65);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "REMOTE_URL |  | backend.url is required: the backend's http or https URL; REMOTE_URL sets it too",
                "REMOTE_URL | not a url | backend.url is 'not a url', must be a URL, such as http://localhost:8080: it must begin with http:// or https:// (set by REMOTE_URL)",
                "REQUEST_TIMEOUT | abc | backend.timeout is 'abc', must be a duration, such as 10s or 500ms (set by REQUEST_TIMEOUT)",
                "REQ_TIMEOUT | 0 | backend.timeout must be greater than or equal to 1ms (set by REQ_TIMEOUT)",
                "REQ_TIMEOUT | -5 | backend.timeout is '-5', must be a duration",
                "REQUESTS_LIMIT | 0 | limit.maxInFlight must be greater than or equal to 1 (set by REQUESTS_LIMIT)",
                "REQ_LIMIT | many | limit.maxInFlight is 'many', must be a whole number (set by REQ_LIMIT)",
                "REQUESTS_LIMIT | +5 | limit.maxInFlight is '+5', must be a whole number (set by REQUESTS_LIMIT)",
                "REQUESTS_LIMIT | 007 | limit.maxInFlight is '007', must be a whole number: it has a leading zero (set by REQUESTS_LIMIT)",
                "REQUESTS_LIMIT | \u0667 | limit.maxInFlight is '\u0667', must be a whole number (set by REQUESTS_LIMIT)",
                "REQUESTS_LIMIT | 99999999999 | limit.maxInFlight is '99999999999', must be a whole number",
                "WORKERS | +1 | workers is '+1', must be a whole number (set by WORKERS)",
                "ADMIN_PORT | 08001 | adminPort is '08001', must be a whole number: it has a leading zero (set by ADMIN_PORT)",
                "PORT_NUMBER | +8000 | ports is '+8000', must be one or more whole numbers, separated by commas (set by PORT_NUMBER)",
                "LIMIT_MODE | auto | limit.mode is 'auto', must be one of [fixed, adaptive] (set by LIMIT_MODE)",
                "LIMIT_MIN | 0 | limit.minInFlight must be greater than or equal to 1 (set by LIMIT_MIN)",
                "REJECT_STATUS | 500 | limit.rejectStatus must be 503 or 429",
                "REQUIRE_JSON | maybe | backend.requireJson is 'maybe', must be true or false (set by REQUIRE_JSON)",
                "MAX_RESPONSE_SIZE | huge | backend.maxResponseSize is 'huge', must be a size, such as 1MiB (set by MAX_RESPONSE_SIZE)",
                "MAX_RESPONSE_SIZE | 2GiB | backend.maxResponseSize must be less than or equal to 1GiB",
                "PORT_NUMBER | 8000 8010 | ports is '8000 8010', must be one or more whole numbers, separated by commas (set by PORT_NUMBER)",
                "PORT_NUMBER | 8000,eighty | ports is 'eighty', must be one or more whole numbers, separated by commas (set by PORT_NUMBER)",
                "PORT_NUMBER | 70000 | ports must be less than or equal to 65535",
                "PORT_NUMBER | 8001 | ports and adminPort must all be different",
                "PORT_NUMBER | 8000,8000 | ports and adminPort must all be different",
                "ADMIN_PORT | x | adminPort is 'x', must be a whole number (set by ADMIN_PORT)",
                "ADMIN_USER | ops | adminUser and adminPassword must be set together",
                "ADMIN_PASSWORD | pw | adminUser and adminPassword must be set together",
                "ERROR_LOG | a\0b | errorLog.file must be a path; characters outside ASCII need a locale that has them",
                "WORKERS | 0 | workers must be greater than or equal to 1 (set by WORKERS)",
                "LOG_LEVEL | loud | logging.level must be one of OFF, ERROR, WARN, INFO, DEBUG, TRACE, ALL (set by LOG_LEVEL)"
            })
    void aBadVariableIsNamedTogetherWithWhatIsAllowed(String variable, String value, String message) {
        Map<String, String> environment = new java.util.HashMap<>(Map.of("REMOTE_URL", URL));
        environment.put(variable, value);
        assertThatThrownBy(() -> bundled(environment))
                .hasMessageStartingWith(message)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unknown-section | limits is not known; known here: admin, adminHost",
                "unknown-key | limit.max is not known; known here: maxInFlight, minInFlight, mode, priorityHeader",
                "not-yaml | is not YAML",
                "no-mapping | is not a mapping of keys to values",
                "grace-period | server.shutdownGracePeriod must be at least a second longer than backend.timeout",
                "health-off | health must be enabled",
                "health-unknown | health.healthChecks may name only backend, deadlocks, drain, error-log, limiter, warm-up",
                "access-log-waits | server.requestLog.appenders[1].neverBlock must be true: a slow reader of the access log would stop all calls (line ",
                "admin-hosts | adminHosts must be host names without a scheme and a port",
                "admin-peers | adminPeers must be hosts, or host:port, such as 10.1.2.3:8001 or smart-admin; where adminPort is 0",
                "small-pool | jerseyClient.maxConnections and .maxConnectionsPerRoute must be at least",
                "client-timeout | jerseyClient.timeout can't be used: set backend.timeout",
                "client-retries | jerseyClient.retries can't be used: only 0 is allowed",
                "client-validate | jerseyClient.validateAfterInactivityPeriod can't be used: Smart watches idle connections",
                "client-gzip | jerseyClient.gzipEnabled can't be used: Smart relays bodies unchanged",
                "client-cookies | jerseyClient.cookiesEnabled can't be used: callers would share cookies",
                "client-upgrade | jerseyClient.protocolUpgradeEnabled can't be used: use https in backend.url",
                "client-chunked | jerseyClient.chunkedEncodingEnabled can't be used: requests have no body",
                "client-min-threads | jerseyClient.minThreads can't be used: no thread waits for the backend",
                "client-max-threads | jerseyClient.maxThreads can't be used: no thread waits for the backend",
                "client-queue | jerseyClient.workQueueSize can't be used: no call waits in a queue",
                "error-log-size | errorLog.maxFileSize must be greater than or equal to 1KiB",
                "error-log-files | errorLog.maxFiles must be less than or equal to 20",
                "error-log-queue | errorLog.queueSize must be greater than or equal to 1",
                "error-log-blank | errorLog.file must not be blank",
                "saturated | limit.saturatedAfter must be greater than or equal to 1s",
                "dns | backend.dnsRefreshInterval must be greater than or equal to 100ms",
                "tracing-endpoint | tracing.endpoint must be an http or https URL with a host name of letters",
                "tracing-port | tracing.endpoint must be an http or https URL with a host name of letters",
                "tracing-protocol | tracing.protocol must be http/protobuf",
                "tracing-headers | tracing.headers must be name=value pairs separated by commas",
                "tracing-resource | tracing.resourceAttributes must be name=value pairs separated by commas",
                "tracing-name | tracing.serviceName must not be blank",
                "tracing-sampler | tracing.sampler must be one of always_on, always_off, traceidratio",
                "tracing-ratio | tracing.sampleRatio must be less than or equal to 1",
                "tracing-ui | tracing.ui must be an http or https URL that contains {traceId}"
            })
    void aBadFileIsNamedTogetherWithWhatIsAllowed(String file, String message) {
        String path = "config/bad/" + file + ".yml";
        assertThatThrownBy(() -> read(RESOURCES, path, Map.of("REMOTE_URL", URL)))
                .hasMessageStartingWith(path + ": ")
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1);
    }
}
