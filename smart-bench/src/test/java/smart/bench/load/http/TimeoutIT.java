package smart.bench.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.testkit.RawServer;

class TimeoutIT {
    @RegisterExtension
    private final ConnectionFixture connections = new ConnectionFixture();

    /** Deadlines are looked at every 10 ms, which is too rarely for short ones. Here the times are given. */
    @ParameterizedTest
    @CsvSource({"-1, SUCCEEDED", "0, TIMEOUT", "1, TIMEOUT"})
    void aCompleteResponseAfterTheTimeoutIsNoSuccess(long nanosAfterTimeout, RequestOutcome expected) throws Exception {
        CompletableFuture<RequestOutcome> over = new CompletableFuture<>();
        try (RawServer server = new RawServer((request, socket, self) -> self.hang())) {
            Connection connection = connections.connection(server);
            connection
                    .lane()
                    .loop()
                    .submit(() -> {
                        long now = System.nanoTime();
                        connection.send(
                                now,
                                now,
                                true,
                                (slot, measured, outcome, status, start, end) -> over.complete(outcome));
                        connection.responded(
                                RequestOutcome.SUCCEEDED,
                                200,
                                true,
                                now + ConnectionFixture.TIMEOUT.toNanos() + nanosAfterTimeout);
                    })
                    .sync();
            assertThat(over).isCompletedWithValue(expected);
        }
    }
}
