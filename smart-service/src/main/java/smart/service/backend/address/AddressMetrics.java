package smart.service.backend.address;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.Map;
import smart.service.backend.address.BackendAddress.State;

/**
 * The metrics of each address: {@code smart.backend.address.attempts.<address>.<result>}, and the gauges
 * {@code smart.backend.address.in_flight.<address>} and {@code smart.backend.address.ejected.<address>}, which is 0 or
 * 1. They exist for as long as the backend's name has the address.
 */
record AddressMetrics(MetricRegistry registry) {
    private static final String PREFIX = "smart.backend.address.";

    void add(BackendAddress address) {
        counters(address).forEach(registry::register);
        gauges(address).forEach(registry::register);
    }

    void remove(BackendAddress address) {
        counters(address).keySet().forEach(registry::remove);
        gauges(address).keySet().forEach(registry::remove);
    }

    private static Map<String, Counter> counters(BackendAddress address) {
        String attempts = PREFIX + "attempts." + address + ".";
        return Map.of(
                attempts + "success", address.counts().success(),
                attempts + "failure", address.counts().failure(),
                attempts + "cancelled", address.counts().cancelled(),
                attempts + "internal", address.counts().internal(),
                attempts + "failover", address.counts().failover());
    }

    private static Map<String, Gauge<Integer>> gauges(BackendAddress address) {
        return Map.of(
                PREFIX + "in_flight." + address,
                address::inFlight,
                PREFIX + "ejected." + address,
                () -> address.state() == State.EJECTED || address.state() == State.TRIAL ? 1 : 0);
    }
}
