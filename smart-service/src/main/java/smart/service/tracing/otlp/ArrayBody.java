package smart.service.tracing.otlp;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * A request's body: slices of an array, which it does not copy.
 * {@link java.net.http.HttpRequest.BodyPublishers#ofByteArray} copies it in pieces of 16 KiB, and each piece costs the
 * client a switch of threads.
 */
final class ArrayBody implements BodyPublisher {
    private static final int SLICE = 64 * 1024;

    private final byte[] bytes;
    private final int length;

    /** @param length of the body, which begins at the first byte */
    ArrayBody(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Slices(subscriber));
    }

    /** The client asks for slices from several threads, one after the other. Mutable fields are guarded by this. */
    private final class Slices implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private int next;
        private boolean ended;

        private Slices(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public synchronized void request(long slices) {
            if (slices <= 0 && !ended) {
                ended = true;
                subscriber.onError(new IllegalArgumentException("not a positive number: " + slices));
            }
            for (long i = 0; i < slices && !ended; i++) {
                int size = Math.min(SLICE, length - next);
                int start = next;
                next += size;
                if (size > 0) {
                    subscriber.onNext(ByteBuffer.wrap(bytes, start, size).slice());
                }
                if (next == length && !ended) {
                    ended = true;
                    subscriber.onComplete();
                }
            }
        }

        @Override
        public synchronized void cancel() {
            ended = true;
        }
    }
}
