package smart.mock.wire.send;

import com.codahale.metrics.health.HealthCheck;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Healthy while the timer runs due tasks within a second. Otherwise delayed replies are late. */
public final class TimerHealthCheck extends HealthCheck {
    private final Timer timer;

    /** Checks this timer. */
    public TimerHealthCheck(Timer timer) {
        this.timer = timer;
    }

    @Override
    protected Result check() throws InterruptedException {
        var done = new CountDownLatch(1);
        var unused = timer.after(0, done::countDown);
        return done.await(1, TimeUnit.SECONDS)
                ? Result.healthy()
                : Result.unhealthy("responses are late by a second or more");
    }
}
