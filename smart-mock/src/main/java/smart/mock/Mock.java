package smart.mock;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import java.util.SplittableRandom;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import smart.mock.control.ControlHandler;
import smart.mock.scenario.Stage;
import smart.mock.wire.BackendHandler;
import smart.mock.wire.RefusalHandler;
import smart.mock.wire.send.Timer;
import smart.mock.wire.send.TimerHealthCheck;

/** The parts of one mock, put together. */
final class Mock {
    private final Timer timer = new Timer();
    private final ControlHandler handler;
    private final RefusalHandler refusals;
    private final BackendHandler backend;

    Mock(MockOptions options, MetricRegistry metrics) {
        var lateness = metrics.histogram("mock.lateness-us");
        backend = new BackendHandler(
                () -> stage(options),
                options.journal().body(),
                options.overload(),
                options.pace(),
                timer,
                nanos -> lateness.update(nanos / 1_000));
        refusals = new RefusalHandler(backend);
        handler = new ControlHandler(backend::stage, backend, backend::reset);
        handler.addBean(timer);
        metrics.gauge("mock.busy", () -> backend::busy);
        metrics.gauge("mock.queued", () -> backend::queued);
    }

    private static Stage stage(MockOptions options) {
        return new Stage(
                () -> new SplittableRandom(options.seed()), options.faults(), options.journal(), System::nanoTime);
    }

    /** Changes how many requests are worked on at a time; whether that is limited, and so could be changed. */
    boolean resize(int capacity) {
        return backend.resize(capacity);
    }

    void reset() {
        backend.reset();
    }

    /** The current one, which a reset replaces. */
    Stage stage() {
        return backend.stage();
    }

    HealthCheck timerHealthCheck() {
        return new TimerHealthCheck(timer);
    }

    /** Responds to invalid requests on the mock's own ports. */
    Request.Handler refusals() {
        return refusals;
    }

    /** Serves requests to the backend and to the control endpoints. */
    Handler.Singleton handler() {
        return handler;
    }
}
