package smart.service.backend.address;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers addresses that are slow to connect: a connection over the other IP version, begun
 * {@value #HEAD_START_MILLIS} ms later, was ready first (RFC 8305 section 5). So a broken route delays one call, not
 * each call. If no address of an IP version has connected lately, none of them is used. A background probe finds out
 * when they recover. Safe for use by many threads.
 */
public final class SlowConnects {
    /** The "Connection Attempt Delay" that RFC 8305 section 8 recommends. */
    public static final int HEAD_START_MILLIS = 250;

    private static final long LATELY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_PROBES_IN_VAIN = 4;
    private static final Logger LOG = LoggerFactory.getLogger(SlowConnects.class);

    private final LongSupplier nanoTime;
    private final AtomicLong connectedOverIpv4;
    private final AtomicLong connectedOverIpv6;

    /** @param nanoTime the clock, in nanoseconds */
    SlowConnects(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.connectedOverIpv4 = new AtomicLong(nanoTime.getAsLong() - LATELY_NANOS);
        this.connectedOverIpv6 = new AtomicLong(nanoTime.getAsLong() - LATELY_NANOS);
    }

    private AtomicLong connectedOver(Family family) {
        return family == Family.IPV4 ? connectedOverIpv4 : connectedOverIpv6;
    }

    void connected(BackendAddress address) {
        connectedOver(address.family()).set(nanoTime.getAsLong());
        if (address.isSlow()) {
            address.setSlow(false);
        }
    }

    void wasSlow(BackendAddress slow, BackendAddress[] known) {
        Family family = slow.family();
        boolean lately = nanoTime.getAsLong() - connectedOver(family).get() < LATELY_NANOS;
        slow.setSlow(true);
        if (!lately) {
            Arrays.stream(known)
                    .filter(address -> address.family() == family)
                    .forEach(address -> address.setSlow(true));
        }
        LOG.info(
                "a connection to the backend's address {} takes too long: {} avoided",
                slow,
                lately ? "it is" : "those over " + family + " are");
    }

    /** If all addresses have the same IP version, none is avoided. */
    static void forget(BackendAddress[] known) {
        Arrays.stream(known).forEach(address -> address.setSlow(false));
    }

    /** Probes which slow addresses have recovered. May block for a second. */
    static void reconsider(BackendAddress[] known, BackendAddresses.Probe probe) {
        List<BackendAddress> slow = new ArrayList<>(
                Arrays.stream(known).filter(BackendAddress::isSlow).toList());
        Collections.shuffle(slow, new Random());
        int inVain = 0;
        for (BackendAddress address : slow) {
            if (probe.connects(address.inet(), HEAD_START_MILLIS)) {
                LOG.info("connections to the backend's address {} are fast again", address);
                address.setSlow(false);
            } else if (++inVain == MOST_PROBES_IN_VAIN) {
                return;
            }
        }
    }
}
