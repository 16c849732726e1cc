package smart.bench.load.open;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import smart.bench.load.http.Connection;
import smart.bench.load.http.Lane;
import smart.bench.load.http.RequestOutcome;
import smart.bench.load.http.Target;
import smart.bench.load.http.TargetChannel;
import smart.bench.load.measure.Amount;
import smart.testkit.RawServer;

class OpenLaneIT {
    private static final int REQUESTS = 500;

    /** With a timer for each response it would be hundreds. */
    @Test
    void fiveHundredRequestsLeaveOneTimer() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.OK)) {
            CountingLoop loop = new CountingLoop();
            TargetChannel wire = new TargetChannel(Target.get(
                    URI.create(server.url()), List.of(InetAddress.getLoopbackAddress()), Duration.ofSeconds(60)));
            Lane lane = new Lane(0, loop, wire, new Bootstrap().channel(NioSocketChannel.class));
            lane.add().open().sync();
            CountDownLatch finished = new CountDownLatch(1);
            OpenSchedule schedule =
                    new OpenSchedule(System.nanoTime(), 0, REQUESTS * 1_000_000L, TimeUnit.SECONDS.toNanos(60));
            OpenLoad load = new OpenLoad(1000, Duration.ZERO, new Amount.Requests(REQUESTS), false, 1);
            OpenLane open = new OpenLane(
                    lane, Arrivals.of(load, 0, 1, new SplittableRandom()), 1, schedule, new Whole(finished));
            loop.submit(() -> {
                        loop.counts = true;
                        open.sendDue();
                    })
                    .sync();
            assertThat(finished.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.submit(() -> open.tally().sent()).get()).isEqualTo(REQUESTS);
            assertThat(loop.submit(() -> loop.most).get()).isLessThanOrEqualTo(1);
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    /** Counts the timers that wait. Its fields are confined to it. */
    private static final class CountingLoop extends SingleThreadIoEventLoop {
        private boolean counts;
        private int pending;
        private int most;

        CountingLoop() {
            super(null, Executors.defaultThreadFactory(), NioIoHandler.newFactory());
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (!counts) {
                return super.schedule(task, delay, unit);
            }
            pending++;
            most = Math.max(most, pending);
            return super.schedule(
                    () -> {
                        pending--;
                        task.run();
                    },
                    delay,
                    unit);
        }
    }

    private record Whole(CountDownLatch end) implements OpenLane.Whole {
        @Override
        public void guard(Runnable step) {
            step.run();
        }

        @Override
        public void departed(Connection connection, RequestOutcome outcome, long at) {}

        @Override
        public void finished() {
            end.countDown();
        }
    }
}
