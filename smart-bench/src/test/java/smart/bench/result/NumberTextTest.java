package smart.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 %",
        "0.00001, <0.01 %",
        "0.0123, 1.23 %",
        "0.5, 50.0 %",
        "0.996, 99.6 %",
        "0.999, 99.9 %",
        "0.9996, >99.9 %",
        "1, 100 %"
    })
    void aShareIsNeitherNoneNorAllIfItIsNot(double share, String percent) {
        assertThat(NumberText.percent(share)).isEqualTo(percent);
    }
}
