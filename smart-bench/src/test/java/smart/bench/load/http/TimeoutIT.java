package smart.bench.load.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.testkit.RawServer;

class TimeoutIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    @AfterEach
    void end() throws InterruptedException {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    /** Deadlines are looked at every 10 ms, which is too rarely for short ones. Here the times are given. */
    @ParameterizedTest
    @CsvSource({"-1, SUCCEEDED", "0, TIMEOUT", "1, TIMEOUT"})
    void aCompleteResponseAfterTheTimeoutIsNoSuccess(long nanosAfterTimeout, RequestOutcome expected) throws Exception {
        CompletableFuture<RequestOutcome> over = new CompletableFuture<>();
        try (RawServer server = new RawServer((request, socket, self) -> self.hang())) {
            TargetChannel wire = new TargetChannel(
                    Target.get(URI.create(server.url()), List.of(InetAddress.getLoopbackAddress()), TIMEOUT));
            EventLoop loop = (EventLoop) loops.next();
            Connection connection = new Lane(0, loop, wire, new Bootstrap().channel(NioSocketChannel.class)).add();
            loop.submit(() -> {
                        long now = System.nanoTime();
                        connection.send(
                                now,
                                now,
                                true,
                                (slot, measured, outcome, status, start, end) -> over.complete(outcome));
                        connection.responded(
                                RequestOutcome.SUCCEEDED, 200, true, now + TIMEOUT.toNanos() + nanosAfterTimeout);
                    })
                    .sync();
            assertThat(over).isCompletedWithValue(expected);
        }
    }
}
