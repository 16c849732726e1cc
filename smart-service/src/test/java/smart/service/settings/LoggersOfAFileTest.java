package smart.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static smart.service.settings.ConfigurationFactories.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The section {@code logging.loggers} of a file. */
final class LoggersOfAFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "logging:\\n  loggers: {org.eclipse.jetty: WARNING} | logging.loggers.org.eclipse.jetty is 'WARNING', must be one of OFF, ERROR, WARN, INFO, DEBUG, TRACE, ALL (line 2)",
                "logging:\\n  loggers:\\n    a.b: [INFO] | logging.loggers.a.b is a list, must be a level or a section with a level (line 3)",
                "logging:\\n  loggers:\\n    a.b: {c: INFO} | logging.loggers.a.b.c is not known; known here: additive, appenders, level (line 3)",
                "logging:\\n  loggers:\\n    a.b: {additive: 7} | logging.loggers.a.b.additive is '7', must be true or false (line 3)",
                "logging:\\n  loggers:\\n    a.b: {appenders: [{type: no}]} | logging.loggers.a.b.appenders[0] has the type 'no', must be one of console, ",
                "logging:\\n  loggers: {a.b: ''} | logging.loggers.a.b is '', must be one of OFF, ERROR, WARN",
                "logging:\\n  loggers:\\n    a.b: {level: loud} | logging.loggers.a.b.level is 'loud', must be one of OFF, ERROR, WARN, INFO, DEBUG, TRACE, ALL (line 3)"
            })
    void aWrongLoggerIsRefusedByItsKey(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace("\\n", "\n")))
                .hasMessageStartingWith("a.yml: " + message)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "OFF", "true", "false", "{level: Error}", "{level: true}", "{additive: false}"})
    void aLoggerIsALevelOrASection(String logger) throws Exception {
        assertThat(loggers(read("logging:\n  loggers: {a.b: " + logger + "}"))).containsKey("a.b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true                             | WARN",
                "false                            | false",
                "{level: DEBUG}                   | WARN",
                "{level: true}                    | WARN",
                "{level: ERROR}                   | ERROR",
                "{additive: false}                | WARN",
                "{additive: false, level: }       | WARN"
            })
    void noLoggerOfAFileIsMoreTalkativeThanTheEnvironmentAsksFor(String logger, String level) throws Exception {
        JsonNode read = loggers(read("logging:\n  loggers: {a.b: " + logger + "}", Map.of("LOG_LEVEL", "WARN")))
                .get("a.b");
        assertThat((read.isObject() ? read.path("level") : read).asText()).isEqualTo(level);
    }

    private static Map<String, JsonNode> loggers(SmartConfiguration configuration) {
        return ((DefaultLoggingFactory) configuration.getLoggingFactory()).getLoggers();
    }
}
