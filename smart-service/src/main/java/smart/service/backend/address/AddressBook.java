package smart.service.backend.address;

import com.codahale.metrics.MetricRegistry;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The backend's current addresses, at most {@value #MOST}, in DNS order. It chooses the address of each attempt. Safe
 * for use by many threads.
 */
public final class AddressBook {
    static final int MOST = 64;
    private static final Logger LOG = LoggerFactory.getLogger(AddressBook.class);

    private final Ejections ejections;
    private final Choice choice;
    private final SlowConnects slowConnects;
    private volatile BackendAddress[] known = {};
    private volatile boolean twoFamilies;
    private volatile Consumer<BackendAddress> onLeft = address -> {};
    private volatile @Nullable AddressMetrics metrics;

    /**
     * @param nanoTime the clock, in nanoseconds
     * @param random returns a number from 0 up to, but not including, its argument; called by many threads
     */
    public AddressBook(Spread spread, LongSupplier nanoTime, IntUnaryOperator random) {
        this.ejections = new Ejections(nanoTime);
        this.slowConnects = new SlowConnects(nanoTime);
        this.choice = new Choice(spread, random, ejections);
    }

    /** Registers the metrics of each address for as long as the name has it. Call it before the first look-up. */
    public AddressBook measuredBy(MetricRegistry registry) {
        metrics = new AddressMetrics(registry);
        return this;
    }

    /** Sets the handler that closes the connections to a removed address. Call it before the first look-up. */
    public void onLeft(Consumer<BackendAddress> action) {
        onLeft = action;
    }

    /** With those addresses. */
    public AddressBook with(InetAddress... addresses) {
        update(addresses);
        return this;
    }

    /** The addresses in DNS order; none while the name does not resolve. */
    public List<BackendAddress> known() {
        return List.of(known);
    }

    /** How much longer that address is ejected, in nanoseconds; 0 if it is in use or on trial. */
    public long nanosLeftOut(BackendAddress address) {
        return ejections.nanosLeft(address);
    }

    /** Whether there are both IPv4 and IPv6 addresses. */
    public boolean hasTwoFamilies() {
        return twoFamilies;
    }

    /** Takes a new DNS result. Runs on the look-up thread. */
    synchronized void update(InetAddress[] found) {
        BackendAddress[] before = known;
        BackendAddress[] now = bounded(found).stream()
                .map(inet -> Arrays.stream(before)
                        .filter(address -> address.inet().equals(inet))
                        .findFirst()
                        .orElseGet(() -> new BackendAddress(inet)))
                .toArray(BackendAddress[]::new);
        List<BackendAddress> left = new ArrayList<>(List.of(before));
        left.removeAll(List.of(now));
        List<BackendAddress> came = new ArrayList<>(List.of(now));
        came.removeAll(List.of(before));
        twoFamilies = Arrays.stream(now).map(BackendAddress::family).distinct().count() > 1;
        known = now;
        ejections.changed(List.of(now), left);
        AddressMetrics registered = metrics;
        if (registered != null) {
            left.forEach(registered::remove);
            came.forEach(registered::add);
        }
        left.forEach(onLeft);
        if (!twoFamilies) {
            SlowConnects.forget(now);
        }
    }

    /** Keeps at most MOST addresses. Known addresses stay, so that a name with more does not change all the time. */
    private List<InetAddress> bounded(InetAddress[] found) {
        Set<InetAddress> all = new LinkedHashSet<>(Arrays.asList(found));
        if (all.size() <= MOST) {
            return List.copyOf(all);
        }
        LOG.debug("{} addresses, {} of them used", all.size(), MOST);
        Set<InetAddress> kept = new LinkedHashSet<>();
        Arrays.stream(known).map(BackendAddress::inet).filter(all::contains).forEach(kept::add);
        all.stream().filter(inet -> kept.size() < MOST).forEach(kept::add);
        return all.stream().filter(kept::contains).toList();
    }

    /** An address for an attempt of a call that has used these, or null if none is known. */
    public @Nullable AddressUse choose(UsedAddresses used) {
        return choice.of(known, used, List.of(), null);
    }

    /**
     * Another address for an attempt, or null if none is left.
     *
     * @param tried addresses where connecting failed
     * @param family the required IP version, or null for either
     */
    public @Nullable AddressUse chooseAnother(UsedAddresses used, List<BackendAddress> tried, @Nullable Family family) {
        return choice.of(known, used, tried, family);
    }

    /** A connection to that address succeeded. */
    public void connected(BackendAddress address) {
        slowConnects.connected(address);
    }

    /** A connection over the other IP version, begun later, was ready earlier. */
    public void wasSlow(BackendAddress address) {
        slowConnects.wasSlow(address, known);
    }

    /** Probes whether slow addresses have recovered. Runs on the look-up thread; may block. */
    void reconsider(BackendAddresses.Probe probe) {
        SlowConnects.reconsider(known, probe);
    }
}
