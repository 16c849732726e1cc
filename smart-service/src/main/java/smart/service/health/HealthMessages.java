package smart.service.health;

import io.dropwizard.health.HealthStateListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a line when a health check begins to fail, or recovers. The warm-up of a start is not logged. Safe for many
 * threads.
 */
public final class HealthMessages implements HealthStateListener {
    private static final Logger LOG = LoggerFactory.getLogger(HealthMessages.class);

    private final Map<String, Boolean> last = new ConcurrentHashMap<>();

    @Override
    public void onStateChanged(String name, boolean healthy) {
        boolean told =
                Boolean.valueOf(healthy).equals(last.put(name, healthy)); // Dropwizard reports some changes twice.
        if (told || name.equals(HealthSetup.WARM_UP)) {
            return;
        }
        if (healthy) {
            LOG.info("health check {}: healthy again", name);
        } else {
            LOG.warn("health check {} fails: /healthcheck on the admin port has the reason", name);
        }
    }

    @Override
    public void onHealthyCheck(String name) {
        // Nothing has changed.
    }

    @Override
    public void onUnhealthyCheck(String name) {
        // Nothing has changed.
    }
}
