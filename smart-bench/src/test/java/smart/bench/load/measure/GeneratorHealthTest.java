package smart.bench.load.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeneratorHealthTest {

    @Test
    void aGeneratorWithRoomToSpareIsNoLimit() {
        assertThat(new GeneratorHealth(0.3, 0.05, 0.6, 0.15, 0).limit(10)).isEmpty();
    }

    @Test
    void aBusyEventLoopIsALimit() {
        assertThat(new GeneratorHealth(0.97, 0, 0.5, 0.2, 0).limit(10))
                .get()
                .asString()
                .contains("97 % busy");
    }

    @Test
    void waitingForTheGeneratorIsALimitIfItIsMuchOfTheLatency() {
        assertThat(new GeneratorHealth(0.2, 3, 0.5, 0.2, 0).limit(10))
                .get()
                .asString()
                .contains("3.0 ms");
        assertThat(new GeneratorHealth(0.2, 3, 0.5, 0.2, 0).limit(500)).isEmpty();
    }

    @Test
    void aFullMachineIsALimitOnlyIfTheGeneratorFillsMuchOfIt() {
        assertThat(new GeneratorHealth(0.7, 0, 0.99, 0.35, 0).limit(10)).isPresent();
        assertThat(new GeneratorHealth(0.2, 0, 0.99, 0.10, 0).limit(10)).isEmpty();
    }

    @Test
    void anOpenModelThatIsSentLateIsLimitedByTheGenerator() {
        assertThat(GeneratorHealth.UNKNOWN.withLate(0.15).limit(10))
                .hasValue("the generator sent 15 % of the requests late");
        assertThat(GeneratorHealth.UNKNOWN.withLate(0.009).limit(10)).isEmpty();
    }

    @Test
    void aLimitInOneOfSeveralPartsIsOneOfTheWhole() {
        GeneratorHealth busier = new GeneratorHealth(0.5, 0, Double.NaN, 0, 0);
        GeneratorHealth slower = new GeneratorHealth(0.2, 3, 0.7, 0.2, 0);
        GeneratorHealth unknown = GeneratorHealth.worst(GeneratorHealth.UNKNOWN, busier);
        GeneratorHealth whole = new GeneratorHealth(0.5, 3, 0.7, 0.2, 0);
        assertThat(unknown).isEqualTo(busier);
        assertThat(GeneratorHealth.worst(busier, slower)).isEqualTo(whole);
        assertThat(GeneratorHealth.worst(slower, busier)).isEqualTo(whole);
        assertThat(whole.limit(10)).isPresent();
    }

    @Test
    void aMachineThatTellsNothingIsNoReasonForDoubt() {
        assertThat(GeneratorHealth.UNKNOWN.limit(10)).isEmpty();
    }
}
