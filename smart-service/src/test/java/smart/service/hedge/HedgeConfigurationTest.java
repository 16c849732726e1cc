package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.util.Duration;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.config.ShortUnits;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Hedging.OnFailure;

final class HedgeConfigurationTest {
    private static final ObjectMapper MAPPER = Jackson.newObjectMapper();
    private static final Validator VALIDATOR = ShortUnits.VALIDATORS.getValidator();

    @Test
    void hedgingIsOffAndHasTheDefaultsOfTheDesign() throws Exception {
        assertThat(read("{}").hedging())
                .isEqualTo(new Hedging(
                        false,
                        Duration.milliseconds(300),
                        2,
                        Duration.milliseconds(0),
                        OnFailure.HEDGE_NOW,
                        null,
                        20,
                        10));
    }

    @Test
    void everyKeyIsRead() throws Exception {
        HedgeConfiguration configuration = read(
                """
                {"enabled": true, "delay": "1s", "extraAttempts": 3, "interval": "50ms", "onFailure": "WAIT",
                 "percentile": 99.5, "budget": 12.5, "minPerSecond": 0}""");

        assertThat(violations(configuration)).isEmpty();
        assertThat(configuration.hedging())
                .isEqualTo(new Hedging(
                        true, Duration.seconds(1), 3, Duration.milliseconds(50), OnFailure.WAIT, 99.5, 12.5, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"delay\": 0}", "{\"delay\": \"0\"}", "{\"delay\": \"0ms\"}"})
    void zeroNeedsNoUnit(String json) throws Exception {
        assertThat(read(json).hedging().delay().toNanoseconds()).isZero();
    }

    @Test
    void noPercentileIsTheEmptyText() throws Exception {
        assertThat(read("{\"percentile\": \"\"}").hedging().percentile()).isNull();
        assertThat(read("{\"percentile\": null}").hedging().percentile()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delay         | \"2h\"   | must be less than or equal to 1h",
                "delay         | null     | must not be null",
                "interval      | \"61m\"  | must be less than or equal to 1h",
                "extraAttempts | -1       | must be greater than or equal to 0",
                "extraAttempts | 11       | must be less than or equal to 10",
                "percentile    | 0        | must be greater than or equal to 1",
                "percentile    | 100      | must be less than or equal to 99.9",
                "budget        | -1       | must be greater than or equal to 0",
                "budget        | 1001     | must be less than or equal to 1000",
                "minPerSecond  | -1       | must be greater than or equal to 0",
                "minPerSecond  | 1000001  | must be less than or equal to 1000000",
                "onFailure     | null     | must not be null",
            })
    void aValueOutOfRangeIsRefusedByTheNameOfItsKey(String key, String value, String message) throws Exception {
        Set<ConstraintViolation<HedgeConfiguration>> violations = violations(read("{\"" + key + "\": " + value + "}"));

        assertThat(violations).hasSize(1);
        ConstraintViolation<HedgeConfiguration> violation =
                violations.iterator().next();
        assertThat(violation.getPropertyPath()).hasToString(key);
        assertThat(violation.getMessage()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"delay\": 300}",
                "{\"delay\": \"300\"}",
                "{\"delay\": \"soon\"}",
                "{\"delay\": \"\"}",
                "{\"interval\": \"-1ms\"}",
                "{\"onFailure\": \"LATER\"}",
                "{\"budget\": \"20%\"}"
            })
    void aValueOfTheWrongKindIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"percentile\": \"NaN\"}", "{\"budget\": \"NaN\"}", "{\"budget\": \"Infinity\"}"})
    void aNumberThatIsNoneIsRefused(String json) throws Exception {
        assertThat(violations(read(json))).isNotEmpty();
    }

    private static HedgeConfiguration read(String json) throws JsonProcessingException {
        return MAPPER.readValue(json, HedgeConfiguration.class);
    }

    private static Set<ConstraintViolation<HedgeConfiguration>> violations(HedgeConfiguration configuration) {
        return VALIDATOR.validate(configuration);
    }
}
