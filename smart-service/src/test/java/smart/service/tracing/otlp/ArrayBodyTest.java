package smart.service.tracing.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArrayBodyTest {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private int ends;
    private int failures;
    private Flow.Subscription subscription;

    private void subscribe(ArrayBody body, long each) {
        body.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
            }

            @Override
            public void onNext(ByteBuffer slice) {
                byte[] bytes = new byte[slice.remaining()];
                slice.get(bytes);
                received.writeBytes(bytes);
                if (each > 0) {
                    subscription.request(each); // From within, as a direct executor would.
                }
            }

            @Override
            public void onError(Throwable failure) {
                failures++;
            }

            @Override
            public void onComplete() {
                ends++;
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "65536, 0", "65537, 0", "1000000, 0", "1000000, 1", "1000000, 5", "65536, 1"})
    void hasAllBytesAndOneEnd(int length, long fromWithin) {
        byte[] bytes = new byte[length + 10];
        new Random(length).nextBytes(bytes);
        ArrayBody body = new ArrayBody(bytes, length);
        assertThat(body.contentLength()).isEqualTo(length);
        for (int attempt = 0; attempt < 2; attempt++) {
            received.reset();
            ends = 0;
            subscribe(body, fromWithin);
            for (int i = 0; i < 20; i++) {
                subscription.request(1);
            }
            assertThat(received.toByteArray()).isEqualTo(Arrays.copyOf(bytes, length));
            assertThat(ends).isEqualTo(1);
        }
    }

    @Test
    void sendsOnlyWhatIsAskedFor() {
        subscribe(new ArrayBody(new byte[1_000_000], 1_000_000), 0);
        assertThat(received.size()).isZero();
        subscription.request(2);
        assertThat(received.size()).isEqualTo(2 * 64 * 1024);
        subscription.cancel();
        subscription.request(100);
        assertThat(received.size()).isEqualTo(2 * 64 * 1024);
        assertThat(ends).isZero();
    }

    @Test
    void refusesToSendLessThanOne() {
        subscribe(new ArrayBody(new byte[10], 10), 0);
        subscription.request(0);
        assertThat(failures).isEqualTo(1);
        subscription.request(1);
        assertThat(received.size()).isZero();
    }
}
