package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static smart.service.backend.client.AddressedCalls.status;
import static smart.service.backend.client.Replicas.ONE;
import static smart.service.backend.client.Replicas.SIX;
import static smart.service.backend.client.Replicas.THREE;
import static smart.service.backend.client.Replicas.TWO;

import io.dropwizard.util.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.address.BackendAddress.State;
import smart.service.backend.address.Spread;
import smart.service.backend.address.UsedAddresses;
import smart.testkit.Await;
import smart.testkit.Ipv6;

/** Addresses that refuse a connection or give none in time, over sockets. */
@EnabledOnOs(OS.LINUX) // where the whole of 127.0.0.0/8 is there
class FailoverIT {
    @Test
    void whereOneRefusesTheAttemptGoesToTheNext() {
        try (Replicas replicas = Replicas.on(TWO);
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(ONE, THREE, TWO)) {
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(calls.count(ONE, "failover")).isEqualTo(1);
            assertThat(calls.count(THREE, "failover")).isEqualTo(1);
            assertThat(calls.count(TWO, "success")).isEqualTo(1);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }

    @Test
    void whereAllRefuseTheAttemptFailsAtTheLastOne() {
        try (Replicas none = Replicas.on();
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, none.port()).at(ONE, TWO)) {
            assertThat(calls.call()).failsWithin(java.time.Duration.ofSeconds(20));
            assertThat(calls.ended()).containsExactly(TWO);
            assertThat(calls.count(ONE, "failover")).isEqualTo(1);
            assertThat(calls.count(TWO, "failure")).isEqualTo(1);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }

    @Test
    void whereOneGivesNoConnectionInTimeTheAttemptGoesToTheNext() {
        try (Replicas replicas = Replicas.on(TWO).full(ONE);
                AddressedCalls calls = AddressedCalls.unhedged(Spread.FIRST, replicas.port(), Duration.seconds(1))
                        .at(ONE, TWO)) {
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(calls.count(ONE, "failover")).isEqualTo(1);
        }
    }

    @Test
    void theDeadlineEndsAConnectToo() {
        try (Replicas replicas = Replicas.on(TWO).full(ONE);
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(ONE, TWO)) {
            assertThat(calls.call(100)).failsWithin(java.time.Duration.ofSeconds(20));
            assertThat(replicas.requests(TWO)).isZero();
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }

    @Test
    void aBrokenRouteOfIpv6CostsItsHeadStartOnce() {
        assumeTrue(Ipv6.isThere(), "this machine has no ::1");
        try (Replicas replicas = Replicas.on(ONE).full(SIX);
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(SIX, ONE)) {
            for (int i = 0; i < 5; i++) {
                assertThat(status(calls.call())).isEqualTo(200);
            }
            assertThat(calls.count(SIX, "failover")).isEqualTo(1);
            assertThat(calls.address(SIX).isSlow()).isTrue();
            assertThat(calls.count(ONE, "success")).isEqualTo(5);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }

    @Test
    void aRefusalInARaceLeavesTheOtherConnectCounted() {
        assumeTrue(Ipv6.isThere(), "this machine has no ::1");
        try (Replicas replicas = Replicas.on(TWO).full(SIX);
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(SIX, ONE)) {
            var call = calls.call();
            Await.until("it has moved on", () -> calls.count(ONE, "failover") == 1);
            assertThat(calls.inFlight()).isEqualTo(Map.of(SIX, 1, ONE, 0));
            call.cancel(true);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }

    /** The second of two raced connects is the trial of an ejected address. */
    @Test
    void aRacedConnectThatIsAbortedGivesItsTrialBack() {
        assumeTrue(Ipv6.isThere(), "this machine has no ::1");
        AtomicReference<BackendAddress> first = new AtomicReference<>();
        long later = TimeUnit.SECONDS.toNanos(1);
        try (Replicas replicas = Replicas.on(TWO).full(SIX).full(ONE);
                AddressedCalls calls = AddressedCalls.onClock(
                                Spread.FIRST,
                                replicas.port(),
                                () -> first.get() != null && first.get().inFlight() > 0 ? later : 0)
                        .at(SIX, ONE)) {
            UsedAddresses none = new UsedAddresses();
            List<BackendAddress> six = List.of(calls.address(SIX));
            for (int i = 0; i < 5; i++) {
                AddressUse use = calls.book().chooseAnother(none, six, null);
                use.release();
                use.failed(true);
            }
            assertThat(calls.address(ONE).state()).isEqualTo(State.EJECTED);
            first.set(calls.address(SIX)); // Once that one is in use, the trial is due.
            var call = calls.call();
            Await.until("the trial", () -> calls.address(ONE).state() == State.TRIAL);
            call.cancel(false);
            Await.until("it is given back", () -> calls.address(ONE).state() == State.EJECTED);
            assertThat(calls.book().nanosLeftOut(calls.address(ONE))).isLessThanOrEqualTo(later);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }
}
