package smart.mock.wire;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import smart.mock.journal.Body;

/** Reads a request's body to its end, without blocking, and keeps the beginning of it. */
final class BodyReader implements Runnable {
    private final Request request;
    private final int bound;
    private final Consumer<Body> complete;
    private final BiConsumer<Body, Throwable> broken;
    private byte[] kept = {};
    private long size;

    /**
     * Reads when it is run.
     *
     * @param bound the most bytes to keep
     * @param complete receives the body when it is complete
     * @param broken receives what arrived of it, and the reason, if it never will be
     */
    BodyReader(Request request, int bound, Consumer<Body> complete, BiConsumer<Body, Throwable> broken) {
        this.request = request;
        this.bound = bound;
        this.complete = complete;
        this.broken = broken;
    }

    @Override
    public void run() {
        while (true) {
            var chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                request.fail(chunk.getFailure());
                broken.accept(new Body(kept, size), chunk.getFailure());
                return;
            }
            keep(chunk);
            chunk.release();
            if (chunk.isLast()) {
                complete.accept(new Body(kept, size));
                return;
            }
        }
    }

    private void keep(Content.Chunk chunk) {
        var bytes = chunk.getByteBuffer();
        size += bytes.remaining();
        int more = Math.min(bytes.remaining(), bound - kept.length);
        if (more > 0) {
            int before = kept.length;
            kept = Arrays.copyOf(kept, before + more);
            bytes.get(kept, before, more);
        }
    }
}
