package smart.service.admin.peers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response of limited size, and blocks no thread while it waits for more. {@link #cancel} ends the reading and
 * closes the connection. {@code HttpRequest.timeout} covers the head only, so a peer that sends a byte now and then
 * would hold both for ever.
 */
final class PeerBody implements BodySubscriber<byte[]> {
    private final int most;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final AtomicReference<@Nullable Subscription> subscription = new AtomicReference<>();
    // Used by one thread at a time, as Flow promises.
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    /** @param most bytes */
    PeerBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription.set(given);
        if (body.isDone()) {
            given.cancel();
        } else {
            given.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (read.size() + buffer.remaining() > most) {
                body.completeExceptionally(new IOException("more than " + most + " bytes"));
                cancel();
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            read.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(read.toByteArray());
    }

    /** Ends the reading. It does nothing after the end of the response. */
    void cancel() {
        if (body.cancel(false) || body.isCompletedExceptionally()) {
            Subscription given = subscription.get();
            if (given != null) {
                given.cancel();
            }
        }
    }
}
