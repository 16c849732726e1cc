package smart.service.faults;

import java.util.ArrayList;
import java.util.List;
import smart.mock.MockBackend;
import smart.mock.MockOptions;
import smart.testkit.Await;

/** A backend that comes back on its port. */
final class SamePort {
    private SamePort() {}

    /** Starts a mock there. While a connection that is being refused has just that port as its own, it waits. */
    static MockBackend start(MockOptions options, int port) {
        List<MockBackend> started = new ArrayList<>();
        Await.until("port " + port + " is free", () -> {
            try {
                return started.add(MockBackend.start(options, port));
            } catch (IllegalStateException e) {
                return false;
            }
        });
        return started.get(0);
    }
}
