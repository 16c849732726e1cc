package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import smart.mock.reply.Fault;

class MockOptionsTest {
    /** Else a seed's replies would depend on the process: the order of {@code Map.copyOf} does. */
    @Test
    void faultsAlwaysHaveOneOrder() {
        var rates = Arrays.stream(Fault.values()).collect(Collectors.toMap(Function.identity(), fault -> 0.1));
        assertThat(MockOptions.defaults().withFaults(rates).faults().keySet()).containsExactly(Fault.values());
    }
}
