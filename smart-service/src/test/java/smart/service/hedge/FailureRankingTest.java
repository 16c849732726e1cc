package smart.service.hedge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendFailure.Status;
import smart.service.backend.BackendResponse;

final class FailureRankingTest {
    private static final List<Throwable> MOST_USEFUL_FIRST = List.of(
            new Status(new BackendResponse(503, List.of(), new byte[0])),
            new Broken(Kind.TIMEOUT, ""),
            new Broken(Kind.INVALID_JSON, ""),
            new Broken(Kind.TOO_LARGE, ""),
            new Broken(Kind.TRUNCATED, ""),
            new Broken(Kind.MALFORMED, ""),
            new Broken(Kind.RESET, ""),
            new Broken(Kind.REFUSED, ""),
            new CancellationException());

    static Stream<Arguments> pairs() {
        return IntStream.range(1, MOST_USEFUL_FIRST.size())
                .mapToObj(i -> arguments(MOST_USEFUL_FIRST.get(i - 1), MOST_USEFUL_FIRST.get(i)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theMoreUsefulFailureIsChosenWhicheverCameFirst(Throwable more, Throwable less) {
        assertThat(FailureRanking.of(more, less)).isSameAs(more);
        assertThat(FailureRanking.of(less, more)).isSameAs(more);
    }

    @Test
    void everyKindHasARank() {
        assertThat(MOST_USEFUL_FIRST.stream()
                        .filter(BackendFailure.class::isInstance)
                        .map(failure -> ((BackendFailure) failure).kind()))
                .as("the kinds in MOST_USEFUL_FIRST of this test")
                .containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void ofEquallyUsefulOnesTheFirstIsChosen() {
        Throwable first = new Broken(Kind.RESET, "first");

        assertThat(FailureRanking.of(null, first)).isSameAs(first);
        assertThat(FailureRanking.of(first, new Broken(Kind.RESET, "second"))).isSameAs(first);
    }
}
