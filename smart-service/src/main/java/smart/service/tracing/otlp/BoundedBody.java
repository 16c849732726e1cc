package smart.service.tracing.otlp;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Optional;
import java.util.function.Consumer;

/** The first bytes of a response's body. The rest is read and dropped, so that the connection can be used again. */
final class BoundedBody implements Consumer<Optional<byte[]>> {
    private static final int MOST = 64 * 1024;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private BoundedBody() {}

    static BodyHandler<byte[]> handler() {
        return head -> {
            BoundedBody body = new BoundedBody();
            return BodySubscribers.mapping(BodySubscribers.ofByteArrayConsumer(body), done -> body.kept.toByteArray());
        };
    }

    @Override
    public void accept(Optional<byte[]> part) {
        part.ifPresent(bytes -> kept.write(bytes, 0, Math.min(bytes.length, MOST - kept.size())));
    }
}
