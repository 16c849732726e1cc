package smart.bench.arguments;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import smart.bench.run.Plan;

/** Command lines of tests, and what becomes of them. */
final class Arguments {
    static final String URL = "http://127.0.0.1:8000/api/smart";

    private Arguments() {}

    static Asked asked(String... args) throws UsageException {
        return new BenchArguments("test").parse(args);
    }

    static Plan plan(String... args) throws UsageException {
        return ((Asked.Run) asked(args)).plan();
    }

    static void assertRefused(String why, String... args) {
        assertThatThrownBy(() -> asked(args))
                .as(List.of(args).toString())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("\n");
    }
}
