package smart.service.backend;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Additions to {@link CompletableFuture}. */
public final class Futures {
    private static final Logger LOG = LoggerFactory.getLogger(Futures.class);

    private Futures() {}

    /**
     * Runs {@code action} with the future's result or failure when it completes, or now if it has.
     * {@link CompletableFuture#whenComplete} would return another future, and on failure wrap the exception with a new
     * stack trace that nobody reads. A refused call would make two of them. An exception from {@code action} is logged,
     * because nobody else would see it.
     */
    public static <T> void onComplete(
            CompletableFuture<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> action) {
        var unused = future.<@Nullable Void>handle((result, failure) -> {
            try {
                action.accept(result, failure);
            } catch (RuntimeException | Error e) {
                LOG.error("a callback failed: this is a bug", e);
            }
            return null;
        });
    }
}
