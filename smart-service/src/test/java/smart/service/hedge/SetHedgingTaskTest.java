package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jackson.Jackson;
import io.dropwizard.util.Duration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.config.BadParameter;
import smart.service.config.Settings;
import smart.service.config.ShortUnits;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Hedging.OnFailure;

final class SetHedgingTaskTest {
    private final HedgePolicy policy = new HedgedCalls().policy;
    private final Settings settings = new Settings(InstantSource.fixed(Instant.EPOCH));
    private boolean fits = true;
    private final SetHedgingTask task = new SetHedgingTask(
            policy, Jackson.newObjectMapper(), ShortUnits.VALIDATORS.getValidator(), changed -> fits, settings);

    @Test
    void changesWhatIsNamedAndSaysFromWhatToWhat() throws Exception {
        String answer = execute(Map.of("delay", "1s", "percentile", "95", "onFailure", "WAIT"));

        assertThat(answer)
                .isEqualTo("hedging.delay: 300ms -> 1s\nhedging.onFailure: HEDGE_NOW -> WAIT\n"
                        + "hedging.percentile: none -> 95");
        assertThat(policy.hedging())
                .isEqualTo(new Hedging(
                        true, Duration.seconds(1), 2, Duration.milliseconds(0), OnFailure.WAIT, 95.0, 20, 10));
    }

    @Test
    void theSettingsSayThatATaskChangedThem() throws Exception {
        execute(Map.of("delay", "1s", "extraAttempts", "2"));

        assertThat(settings.get("hedging.delay"))
                .hasValue(new Settings.InForce("1s", Settings.Source.TASK, null, Instant.EPOCH));
        assertThat(settings.get("hedging.extraAttempts"))
                .as("what has not changed")
                .isEmpty();
    }

    @Test
    void moreAttemptsThanThereCanBeConnectionsForAreRefused() {
        fits = false;
        Hedging before = policy.hedging();

        assertThatThrownBy(() -> execute(Map.of("extraAttempts", "10")))
                .isInstanceOf(BadParameter.class)
                .hasMessageContaining("jerseyClient.maxConnections");
        assertThat(policy.hedging()).isEqualTo(before);
    }

    @Test
    void turnsHedgingOffAndOn() throws Exception {
        assertThat(execute(Map.of("enabled", "false"))).isEqualTo("hedging.enabled: true -> false");
        assertThat(policy.hedging().enabled()).isFalse();
        assertThat(execute(Map.of("enabled", "true"))).isEqualTo("hedging.enabled: false -> true");
        assertThat(policy.hedging().enabled()).isTrue();
    }

    @Test
    void goesBackToTheFixedDelay() throws Exception {
        execute(Map.of("percentile", "95"));

        assertThat(execute(Map.of("percentile", "none"))).isEqualTo("hedging.percentile: 95 -> none");
        assertThat(policy.hedging().percentile()).isNull();
    }

    @Test
    void saysWhereNothingChanged() throws Exception {
        assertThat(execute(Map.of())).isEqualTo("nothing changed");
        assertThat(execute(Map.of("extraAttempts", "2"))).isEqualTo("nothing changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delay         | soon | delay is 'soon', must be a duration, such as 10s or 500ms",
                "delay         | 300  | delay is '300', must be a duration, such as 10s or 500ms",
                "delay         | 2h   | delay must be less than or equal to 1h",
                "delay         | none | delay is 'none', must be a duration, such as 10s or 500ms",
                "budget        | none | budget is 'none', must be a number",
                "percentile    | ''   | percentile is '', must be a number",
                "extraAttempts | 11   | extraAttempts must be less than or equal to 10",
                "extraAttempts | many | extraAttempts is 'many', must be a whole number",
                "onFailure     | LATE | onFailure is 'LATE', must be one of [HEDGE_NOW, WAIT]",
                "onFailure     | wait | onFailure is 'wait', must be one of [HEDGE_NOW, WAIT]",
                "percentile    | 095  | percentile is '095', must be a number: it has a leading zero",
                "budget        | 20%  | budget is '20%', must be a number",
                "percentile    | 100  | percentile must be less than or equal to 99.9",
                "delays        | 1s   | delays is not known; known here: budget, delay, enabled, extraAttempts, interval, "
                        + "minPerSecond, onFailure, percentile"
            })
    void aBadParameterIsRefusedWithOneLineAndChangesNothing(String key, String value, String message) {
        Hedging before = policy.hedging();

        assertThatThrownBy(() -> execute(Map.of(key, value, "enabled", "false")))
                .isInstanceOf(BadParameter.class)
                .hasMessage(message);
        assertThat(policy.hedging()).isEqualTo(before);
    }

    @Test
    void noneHasAMeaningForThePercentileAlone() {
        assertThatThrownBy(() -> execute(Map.of("enabled", "none")))
                .isInstanceOf(BadParameter.class)
                .hasMessage("enabled is 'none', must be true or false");
        assertThat(policy.hedging().enabled()).isTrue();
    }

    @Test
    void aParameterMayStandThereOnce() {
        assertThatThrownBy(
                        () -> task.execute(Map.of("delay", List.of("1s", "2s")), new PrintWriter(new StringWriter())))
                .hasMessage("delay is given more than once");
    }

    private String execute(Map<String, String> parameters) throws BadParameter {
        StringWriter output = new StringWriter();
        Map<String, List<String>> lists = new java.util.HashMap<>();
        parameters.forEach((key, value) -> lists.put(key, List.of(value)));
        task.execute(lists, new PrintWriter(output));
        return output.toString().strip();
    }
}
