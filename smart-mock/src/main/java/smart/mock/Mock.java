package smart.mock;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import java.util.SplittableRandom;
import org.eclipse.jetty.server.Handler;
import smart.mock.control.ControlHandler;
import smart.mock.scenario.Stage;
import smart.mock.wire.BackendHandler;
import smart.mock.wire.Timer;
import smart.mock.wire.TimerHealthCheck;

/** The parts of one mock, put together. */
final class Mock {
    private final Timer timer = new Timer();
    private final Stage stage;
    private final ControlHandler handler;

    Mock(MockOptions options, MetricRegistry metrics) {
        stage = new Stage(new SplittableRandom(options.seed()), options.faults(), options.journal(), System::nanoTime);
        var lateness = metrics.histogram("mock.lateness-us");
        var backend = new BackendHandler(
                stage, options.overload(), options.pace(), timer, nanos -> lateness.update(nanos / 1_000));
        handler = new ControlHandler(stage, backend);
        handler.addBean(timer);
        metrics.gauge("mock.busy", () -> backend::busy);
        metrics.gauge("mock.queued", () -> backend::queued);
    }

    Stage stage() {
        return stage;
    }

    HealthCheck timerHealthCheck() {
        return new TimerHealthCheck(timer);
    }

    /** Answers the backend's and the control endpoints' requests. */
    Handler.Singleton handler() {
        return handler;
    }
}
