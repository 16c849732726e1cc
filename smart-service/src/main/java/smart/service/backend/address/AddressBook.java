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
 * The addresses that the backend's name has now, {@value #MOST} at the most, in the order of the name server; and the one for
 * each attempt. Safe for use by many threads.
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
     * @param random a number from 0 to less than the one given; called by many threads
     */
    public AddressBook(Spread spread, LongSupplier nanoTime, IntUnaryOperator random) {
        this.ejections = new Ejections(nanoTime);
        this.slowConnects = new SlowConnects(nanoTime);
        this.choice = new Choice(spread, random, ejections);
    }

    /** Registers each address's metrics while the name has it. To be called before the first look-up. */
    public AddressBook measuredBy(MetricRegistry registry) {
        metrics = new AddressMetrics(registry);
        return this;
    }

    /** Who closes the connections to an address that left. To be called before the first look-up. */
    public void onLeft(Consumer<BackendAddress> action) {
        onLeft = action;
    }

    /** With those addresses. */
    public AddressBook with(InetAddress... addresses) {
        update(addresses);
        return this;
    }

    /** The addresses, in the order of the name server; none while the name is not known. */
    public List<BackendAddress> known() {
        return List.of(known);
    }

    /** For how long that address is left out yet, in nanoseconds; 0 where it is not, or is being tried. */
    public long nanosLeftOut(BackendAddress address) {
        return ejections.nanosLeft(address);
    }

    /** Whether there are addresses of both versions of IP. */
    public boolean hasTwoFamilies() {
        return twoFamilies;
    }

    /** What the name server says now. On the thread of the look-ups. */
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

    /** All, where they are not too many; those that are known stay, so that a name with more does not change all the time. */
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

    /** An address for an attempt of a call that has used those, or null where none is known. */
    public @Nullable AddressUse choose(UsedAddresses used) {
        return choice.of(known, used, List.of(), null);
    }

    /**
     * Another address for an attempt, or null where none is left.
     *
     * @param tried those that can't be connected to
     * @param family the version of IP that it must have, or null for either
     */
    public @Nullable AddressUse chooseAnother(UsedAddresses used, List<BackendAddress> tried, @Nullable Family family) {
        return choice.of(known, used, tried, family);
    }

    /** There is a connection to that address. */
    public void connected(BackendAddress address) {
        slowConnects.connected(address);
    }

    /** A connection to an address of the other version of IP, which was begun later, was there earlier. */
    public void wasSlow(BackendAddress address) {
        slowConnects.wasSlow(address, known);
    }

    /** Finds out whether those that were slow are well again. On the thread of the look-ups; may block. */
    void reconsider(BackendAddresses.Probe probe) {
        SlowConnects.reconsider(known, probe);
    }
}
