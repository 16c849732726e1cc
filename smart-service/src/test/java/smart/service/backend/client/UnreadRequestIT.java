package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.service.hostile.HastyBackend;
import smart.testkit.Await;

/** A backend that responds before it has read the request, which is more than the system's buffers take. */
class UnreadRequestIT {
    @Test
    void itsConnectionIsNotKept() throws Exception {
        try (HastyBackend backend = HastyBackend.sending("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
                BareClient client = new BareClient(backend.url(), 1)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.get("large", 32 * 1024 * 1024)
                                .get(30, TimeUnit.SECONDS)
                                .status())
                        .isEqualTo(200);
                Await.until("it is closed", () -> client.leased() == 0 && client.idle() == 0);
            }
        }
    }
}
