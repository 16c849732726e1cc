package smart.service.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FuturesTest {
    private final CompletableFuture<String> future = new CompletableFuture<>();
    private final List<Object> seen = new ArrayList<>();

    @Test
    void theActionSeesAResult() {
        Futures.onComplete(future, this::see);
        assertThat(seen).isEmpty();

        future.complete("result");

        assertThat(seen).containsExactly("result");
    }

    @Test
    void theActionSeesAFailureItself() {
        Exception failure = new Exception();
        Futures.onComplete(future, this::see);

        future.completeExceptionally(failure);

        assertThat(seen).containsExactly(failure);
    }

    @Test
    void theActionRunsAtOnceWhereTheFutureIsDone() {
        future.complete("result");

        Futures.onComplete(future, this::see);

        assertThat(seen).containsExactly("result");
    }

    private void see(String result, Throwable failure) {
        seen.add(result == null ? failure : result);
    }
}
