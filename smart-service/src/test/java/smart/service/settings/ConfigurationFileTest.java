package smart.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static smart.service.settings.ConfigurationFactories.read;

import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.admin.guard.Credentials;
import smart.service.config.Settings;
import smart.service.config.source.Bundled;

/** What a user writes is what happens, or the start says which line is wrong and what is allowed. */
final class ConfigurationFileTest {
    private static final String URL = "http://localhost:8080";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# comments alone\n# limit: 5\n",
                "---\n",
                "limit:",
                "limit:\n  # maxInFlight: 5\n",
                "hedging:",
                "jerseyClient:",
                "ports:",
                "backend:\n  timeout:\n",
                "backend:\n  requireJson:\n",
                "hedging:\n  minPerSecond:\n",
                "adminPort:",
                "server:\n  maxThreads:\n",
                "jerseyClient:\n  retries: ~\n",
                "callers: null",
                "logging:\n  loggers:\n    a.b:\n"
            })
    void whatIsEmptyCountsAsLeftOut(String yaml) throws Exception {
        SmartConfiguration read = read(yaml);
        assertThat(read).usingRecursiveComparison().isEqualTo(read("ports: 8000"));
        assertThat(read.server().getMaxThreads()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "backend:\\n  timeout: ${NOPE} | backend.timeout needs the variable NOPE, which is not set; ${NOPE:-default} gives it a default (line 2)",
                "backend:\\n  timeout: ${NOPE | backend.timeout has a ${ without }; write $${ for the characters ${ (line 2)",
                "limit: {maxInFlight: 5}\\nports: 1\\nlimit: {rejectStatus: 429} | limit is a duplicate: it is already in line 1 (line 3)",
                "limit:\\n  maxInFlight: 5\\n  maxInFlight: 6 | limit.maxInFlight is a duplicate: it is already in line 2 (line 3)",
                "ports: 8000\\n---\\nlimit:\\n  maxInFlight: 1 | has a second document, in line 3: only one is allowed",
                "limit: &a {maxInFlight: 5}\\nhedging: *a | hedging is an alias, which is not allowed here: write the value itself (line 2)",
                "limit: 50 | limit is '50', must be a section with keys such as maxInFlight, mode, minInFlight, priorityHeader, rejectStatus, saturatedAfter (line 1)",
                "limit: [50] | limit is a list, must be a section with keys such as maxInFlight, mode, minInFlight, priorityHeader, rejectStatus, saturatedAfter (line 1)",
                "limit: \"\" | limit is '', must be a section with keys such as",
                "limit:\\n  maxInFlight: 10.9 | limit.maxInFlight is '10.9', must be a whole number (line 2)",
                "limit:\\n  maxInFlight: 1e2 | limit.maxInFlight is '1e2', must be a whole number (line 2)",
                "limit:\\n  maxInFlight: [5] | limit.maxInFlight is a list, must be a whole number (line 2)",
                "limit:\\n  maxInFlight: {a: 5} | limit.maxInFlight is a section, must be a whole number (line 2)",
                "limit:\\n  maxInFlight: true | limit.maxInFlight is 'true', must be a whole number (line 2)",
                "limit:\\n  maxInFlight: 0 | limit.maxInFlight must be greater than or equal to 1 (line 2)",
                "backend:\\n  requireJson: \"\" | backend.requireJson is '', must be true or false (line 2)",
                "backend:\\n  requireJson: 1 | backend.requireJson is '1', must be true or false (line 2)",
                "backend:\\n  requireJson: 'no' | backend.requireJson is 'no', must be true or false (line 2)",
                "hedging:\\n  budget: NaN | hedging.budget must be",
                "hedging:\\n  onFailure: 0 | hedging.onFailure is '0', must be one of [HEDGE_NOW, WAIT] (line 2)",
                "hedging:\\n  onFailure: wait | hedging.onFailure is 'wait', must be one of [HEDGE_NOW, WAIT] (line 2)",
                "hedging:\\n  onFailure: hedge-now | hedging.onFailure is 'hedge-now', must be one of [HEDGE_NOW, WAIT] (line 2)",
                "limit:\\n  mode: ADAPTIVE | limit.mode is 'ADAPTIVE', must be one of [fixed, adaptive] (line 2)",
                "backend:\\n  spread: LEAST_BUSY | backend.spread is 'LEAST_BUSY', must be one of [least_busy, first] (line 2)",
                "backend:\\n  timeout: 007 | backend.timeout is '007', must be a duration, such as 10s or 500ms: it has a leading zero (line 2)",
                "backend:\\n  timeout: 007s | backend.timeout is '007s', must be a duration, such as 10s or 500ms: it has a leading zero (line 2)",
                "backend:\\n  maxResponseSize: 0010KiB | backend.maxResponseSize is '0010KiB', must be a size, such as 1MiB: it has a leading zero (line 2)",
                "warmUp: 05s | warmUp is '05s', must be a duration, such as 10s or 500ms: it has a leading zero (line 1)",
                "hedging:\\n  delay: 0300ms | hedging.delay is '0300ms', must be a duration, such as 10s or 500ms: it has a leading zero (line 2)",
                "hedging:\\n  percentile: 095 | hedging.percentile is '095', must be a number: it has a leading zero (line 2)",
                "hedging:\\n  budget: 020 | hedging.budget is '020', must be a number: it has a leading zero (line 2)",
                "backend:\\n  spread: random | backend.spread is 'random', must be one of [least_busy, first] (line 2)",
                "limits:\\n | limits is not known; known here: ",
                "ports: [8000, x] | ports is 'x', must be one or more whole numbers, separated by commas (line 1)",
                "ports: {a: 1} | ports is a section, must be a list (line 1)",
                "adminHosts: {a: 1} | adminHosts is a section, must be a list (line 1)",
                "adminHosts: [[a]] | adminHosts is a list, must be text (line 1)",
                "adminPort: 8000 | ports and adminPort must all be different (line 1)",
                "server:\\n  type: nope | server.type must be 'default' (line 2)",
                "server:\\n  requestLog:\\n    type: nope | server.requestLog.type must be 'logback-access' or 'classic' (line 3)",
                "health:\\n  type: nope | health.type must be 'default' (line 2)",
                "health:\\n  responder: {type: nope} | health.responder.type must be 'servlet' (line 2)",
                "logging:\\n  type: nope | logging.type must be 'default' (line 2)",
                "server:\\n  registerDefaultExceptionMappers: false | server.registerDefaultExceptionMappers can't be used: Smart maps failures to responses itself (line 2)",
                "server:\\n  detailedJsonProcessingExceptionMapper: true | server.detailedJsonProcessingExceptionMapper can't be used: ",
                "server:\\n  gzip: {bufferSize: 1KiB} | server.gzip.bufferSize can't be used: Smart relays bodies unchanged (line 2)",
                "server:\\n  uid: 1000 | server.uid can't be used: start Smart as the right user and with the right limits instead (line 2)",
                "logging:\\n  appenders: [{}] | logging.appenders[0] has no 'type' (line 2)",
                "logging:\\n  appenders: [{type: nope}] | logging.appenders[0] has the type 'nope', must be one of ",
                "adminHost: '*' | adminHost must be an address or name of this machine",
                "host: 'a b' | host must be an address or name of this machine",
                "a: ]S3CRET | is not YAML: line 1, column",
                "a: @S3CRET | is not YAML: line 1, column 4: found character '@' that cannot start any token",
                "a: \"S3CRET | is not YAML: line 1, column",
                "a: *S3CRET | a is an alias, which is not allowed here: write the value itself (line 1)",
                "server:\\n  applicationConnectors:\\n    - type: https | server.applicationConnectors can't be used: Smart creates its own connectors: see ports, host, callers.maxHeadSize, callers.slowCallerGrace and callers.tls (line 2)",
                "server:\\n  adminConnectors: [] | server.adminConnectors can't be used: Smart creates its own connectors: see adminPort and adminHost (line 2)",
                "server:\\n  connector: {type: http} | server.connector can't be used: Smart creates its own connectors",
                "server:\\n  gzip:\\n    enabled: true | server.gzip.enabled can't be used: Smart relays bodies unchanged (line 3)",
                "server:\\n  rootPath: /x | server.rootPath can't be used: the only endpoint is /api/smart (line 2)",
                "backend:\\n  http2: true | backend.http2 can't be used: Smart speaks HTTP/1.1 to the backend (line 2)",
                "backend:\\n  http2: false | backend.http2 can't be used: Smart speaks HTTP/1.1 to the backend",
                "callers:\\n  maxHeadSize: 1B | callers.maxHeadSize must be greater than or equal to 1KiB (line 2)",
                "callers:\\n  patience: 1s\\n  slowCallerGrace: 2s | callers.patience is the old name of callers.slowCallerGrace: set only the new one (line 2)",
                "callers:\\n  patience: none | callers.slowCallerGrace is 'none', must be ",
                "callers:\\n  tls: {} | callers.tls needs keyStorePath and keyStorePassword (line 2)",
                "callers:\\n  tls:\\n    port: 1 | callers.tls.port is not known; known here: ",
                "callers:\\n  tls:\\n    keyStorePassword: [S3CRET] | callers.tls.keyStorePassword is a list, must be text (line 3)"
            })
    void whatIsWrongIsOneLineThatNamesKeyAndLineAndWhatIsAllowed(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
                .hasMessageStartingWith("a.yml: " + message)
                .hasMessageNotContaining("S3CRET")
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0123", "yes", "1e3", "a #b", "pa${HOME}ss", "]S3CRET", "@x", "null", "a: b", " x ", "\"q'"})
    void aReplacedValueIsAStringAndNothingElse(String password) throws Exception {
        SmartConfiguration read =
                read("adminUser: ops\nadminPassword: ${PW}\n", Map.of("PW", password, "HOME", "/wrong"));
        assertThat(read.adminCredentials()).usingRecursiveComparison().isEqualTo(new Credentials("ops", password));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${A}        | 7",
                "${NONE:-9}  | 9",
                "${EMPTY:-9} | 9",
                "${A:-${NONE}} | 7",
                "${NONE:-${EMPTY:-8}} | 8",
                "1${A}       | 17"
            })
    void placeholdersHaveDefaultsAsInAShell(String text, int limit) throws Exception {
        SmartConfiguration read = read("# ${NOPE}\nlimit:\n  maxInFlight: " + text, Map.of("A", "7", "EMPTY", ""));
        assertThat(read.limit().maxInFlight()).isEqualTo(limit);
    }

    @Test
    void aDollarSignIsWrittenTwice() throws Exception {
        assertThat(read("errorLog:\n  file: a$${b}$c").errorLog().file()).hasToString("a${b}$c");
    }

    @Test
    void aWrittenPasswordIsTakenAsItStands() throws Exception {
        assertThat(read("adminUser: ops\nadminPassword: 0123").adminCredentials())
                .usingRecursiveComparison()
                .isEqualTo(new Credentials("ops", "0123"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:S3CRET%ss@host",
                "http://user:S3CRET@host",
                "http://user:S3CRET@x@host/p",
                "http://user:a/S3CRET@host",
                "http://user:S3#CRET@host:x",
                "user:S3CRET@host",
                "http://host:8080/?key=S3CRET%zz"
            })
    void noMessageHasAPassword(String url) {
        assertThatThrownBy(() -> read("", Map.of("REMOTE_URL", url)))
                .hasMessageStartingWith("backend.url is '")
                .hasMessageEndingWith(" (set by REMOTE_URL)")
                .message()
                .hasLineCount(1)
                .doesNotContain("S3CRET", "CRET");
    }

    @Test
    void aVariableOfKubernetesSaysWhereItComesFrom() {
        assertThatThrownBy(() -> read("", Map.of("ADMIN_PORT", "tcp://10.0.0.5:8001")))
                .hasMessageStartingWith("adminPort is 'tcp://10.0.0.5:8001', must be a whole number "
                        + "(set by ADMIN_PORT, by Kubernetes for a Service of that name: enableServiceLinks: false in "
                        + "the pod's spec turns that off)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REQ_LIMIT  | many | limit.maxInFlight is 'many', must be a whole number (set by REQ_LIMIT)",
                "REQ_LIMIT  | 0    | limit.maxInFlight must be greater than or equal to 1 (set by REQ_LIMIT)",
                "DEBUG      | yes  | the variable DEBUG must be 1 or true",
                "LOG_LEVEL  | loud | logging.level must be one of ",
                "ADMIN_PORT | 8000 | a.yml: ports and adminPort must all be different (ports line 1, adminPort set by ADMIN_PORT)"
            })
    void theFileIsNamedOnlyWhereItIsAtFault(String variable, String value, String message) {
        assertThatThrownBy(() -> read("ports: 8000\nlimit:\n  maxInFlight: 5\n", Map.of(variable, value)))
                .hasMessageStartingWith(message);
    }

    @Test
    void theEnvironmentDoesNotHideASectionThatIsNone() {
        assertThatThrownBy(() -> read("limit: 50", Map.of("REQ_LIMIT", "5"))).hasMessageContaining("must be a section");
    }

    @Test
    void theTimeoutMayHaveItsUnit() throws Exception {
        assertThat(read("backend: {timeout: 0.5}").backend().timeout()).isEqualTo(Duration.milliseconds(500));
    }

    @Test
    void theFileMayBeAPipe(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<Path> writer = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.writeString(pipe, "limit: {maxInFlight: 7}");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        SmartConfiguration configuration = ConfigurationFactories.with(
                        Map.of("REMOTE_URL", URL), new Settings(InstantSource.system()))
                .build(new Bundled(), pipe.toString());
        writer.join();
        assertThat(configuration.limit().maxInFlight()).isEqualTo(7);
    }

    @Test
    void anOldNameOfAKeyWorks() throws Exception {
        SmartConfiguration configuration =
                read("callers:\n  patience: 7s\n  maxUnread: 1MiB\nbackend:\n  dnsTimeToLive: 9s");

        assertThat(configuration.callers().slowCallerGrace()).isEqualTo(Duration.seconds(7));
        assertThat(configuration.callers().maxPendingWrites()).isEqualTo(DataSize.mebibytes(1));
        assertThat(configuration.backend().dnsRefreshInterval()).isEqualTo(Duration.seconds(9));
    }
}
