package smart.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dropwizard's own overrides, {@code -Ddw.KEY=VALUE}: what a file may not say, they may not either. */
final class DropwizardOverridesTest {
    private static final String FILE =
            "server:\n  requestLog:\n    appenders:\n      - type: console\n      - type: console\n        neverBlock: true\n";

    private String set = "";

    @AfterEach
    void unset() {
        System.clearProperty(set);
    }

    private SmartConfiguration read(String key, String value) throws Exception {
        set = "dw." + key;
        System.setProperty(set, value);
        return ConfigurationFactories.read(FILE, Map.of());
    }

    @Test
    void aSettingIsOverridden() throws Exception {
        assertThat(read("limit.maxInFlight", "7").limit().maxInFlight()).isEqualTo(7);
        assertThat(read("server.gzip.enabled", "false")
                        .server()
                        .getGzipFilterFactory()
                        .isEnabled())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.requestLog.type | nope | server.requestLog.type must be 'logback-access' or 'classic'",
                "server.requestLog.type | external | server.requestLog.type must be 'logback-access' or 'classic'",
                "server.gzip.bufferSize | 1KiB | server.gzip.bufferSize can't be used: Smart relays bodies unchanged",
                "server.requestLog.appenders[1].neverBlock | FALSE | server.requestLog.appenders[1].neverBlock must be true: a slow reader of the access log would stop all calls",
                "server.requestLog.appenders[2].neverBlock | true | server.requestLog.appenders[2].neverBlock can't be set: ",
                "ports[7] | 8000 | ports[7] can't be set: ",
                "limit.maxInFlight | 007 | limit.maxInFlight is '007', must be a whole number: it has a leading zero",
            })
    void aWrongOneIsRefusedByItsName(String key, String value, String message) {
        assertThatThrownBy(() -> read(key, value))
                .hasMessageStartingWith(message)
                .hasMessageEndingWith(" (set by -Ddw." + key + ")")
                .message()
                .hasLineCount(1);
    }
}
