package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dropwizard.util.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;

/** A backend with several addresses, over sockets. */
@EnabledOnOs(OS.LINUX) // where the whole of 127.0.0.0/8 is there
class AddressesIT {
    private static final String ONE = "127.0.0.1";
    private static final String TWO = "127.0.0.2";
    private static final String THREE = "127.0.0.3";
    private static final String SIX = "::1";

    private static int status(CompletableFuture<smart.service.backend.BackendResponse> call) {
        return call.join().status();
    }

    @Test
    void callsAreSpreadOverAllAddressesOfBothVersionsOfIp() {
        assumeTrue(Ipv6.isThere(), "this machine has no ::1");
        try (Replicas replicas = Replicas.on(ONE, TWO, SIX);
                AddressedCalls calls = AddressedCalls.unhedged(Spread.LEAST_BUSY, replicas.port())
                        .at(ONE, TWO, SIX)) {
            Await.until("each has one", () -> {
                assertThat(status(calls.call())).isEqualTo(200);
                return replicas.requests(ONE) > 0 && replicas.requests(TWO) > 0 && replicas.requests(SIX) > 0;
            });
            assertThat(calls.inFlight().values()).containsOnly(0);
            assertThat(calls.count(ONE, "success") + calls.count(TWO, "success") + calls.count(SIX, "success"))
                    .isEqualTo(calls.ended().size());
        }
    }

    @Test
    void theIdleConnectionOfAnotherAddressDoesNotDecide() {
        try (Replicas replicas = Replicas.on(ONE, TWO);
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(ONE)) {
            assertThat(status(calls.call())).isEqualTo(200);
            Await.until("it is idle", () -> calls.idle() == 1);
            calls.at(TWO, ONE);
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(replicas.requests(TWO)).isEqualTo(1);
            Await.until("each has an idle one", () -> calls.idle() == 2);
        }
    }

    @Test
    void theIdleConnectionOfAnotherAddressGivesWayWhereThePoolIsFull() {
        try (Replicas replicas = Replicas.on(ONE, TWO);
                AddressedCalls calls =
                        AddressedCalls.pooled(Spread.FIRST, replicas.port(), 1).at(ONE)) {
            assertThat(status(calls.call())).isEqualTo(200);
            Await.until("it is idle", () -> calls.idle() == 1);
            calls.at(TWO, ONE);
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(replicas.requests(TWO)).isEqualTo(1);
            assertThat(replicas.at(ONE).connections().get(0).end()).isEqualTo(End.EOF);

            var together =
                    java.util.stream.Stream.generate(calls::call).limit(20).toList();
            assertThat(together).allMatch(call -> status(call) == 200);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }

    @Test
    void theFirstAddressIsForAllWhereThatIsAskedFor() {
        try (Replicas replicas = Replicas.on(ONE, TWO);
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(TWO, ONE)) {
            for (int i = 0; i < 10; i++) {
                assertThat(status(calls.call())).isEqualTo(200);
            }
            assertThat(replicas.requests(TWO)).isEqualTo(10);
            assertThat(replicas.requests(ONE)).isZero();
        }
    }

    @Test
    void anExtraAttemptGoesElsewhere() {
        try (Replicas replicas =
                        Replicas.on(ONE, TWO, THREE).reply(ONE, Reply.never()).reply(TWO, Reply.never());
                AddressedCalls calls =
                        AddressedCalls.hedged(Spread.FIRST, replicas.port(), 20).at(ONE, TWO, THREE)) {
            replicas.reply(THREE, exchange -> {
                Await.until("the others are asked", () -> replicas.requests(ONE) == 1 && replicas.requests(TWO) == 1);
                Reply.json("{}").to(exchange);
            });
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(replicas.requests(ONE)).isEqualTo(1);
            assertThat(replicas.requests(TWO)).isEqualTo(1);
            assertThat(replicas.requests(THREE)).isEqualTo(1);
            assertThat(calls.count(ONE, "cancelled")).isEqualTo(1);
            assertThat(calls.count(TWO, "cancelled")).isEqualTo(1);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }

    @Test
    void moreAttemptsThanAddressesUseOneAgain() {
        try (Replicas replicas = Replicas.on(ONE, TWO).reply(TWO, Reply.never()).reply(ONE, exchange -> {
                    if (exchange.isFirst()) {
                        exchange.awaitEnd();
                    }
                });
                AddressedCalls calls =
                        AddressedCalls.hedged(Spread.FIRST, replicas.port(), 20).at(ONE, TWO)) {
            var call = calls.call();
            Await.until("three attempts", () -> replicas.requests(ONE) + replicas.requests(TWO) == 3);
            assertThat(replicas.requests(ONE)).isEqualTo(2);
            call.cancel(true);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }

    @Test
    void aRepeatedRequestAfterAStaleConnectionGoesElsewhere() {
        try (Replicas replicas = Replicas.on(ONE, TWO).reply(ONE, exchange -> {
                    if (exchange.isFirst()) {
                        Reply.json("{}").to(exchange);
                    } else {
                        exchange.close();
                    }
                });
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(ONE, TWO)) {
            assertThat(status(calls.call())).isEqualTo(200);
            Await.until("it is idle", () -> calls.idle() == 1);
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(replicas.requests(ONE)).isEqualTo(2);
            assertThat(replicas.requests(TWO)).isEqualTo(1);
            assertThat(calls.ended()).containsExactly(ONE, TWO);
        }
    }

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
        int port;
        try (Replicas replicas = Replicas.on(ONE, TWO)) {
            port = replicas.port();
        }
        try (AddressedCalls calls = AddressedCalls.unhedged(Spread.FIRST, port).at(ONE, TWO)) {
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

    @Test
    void anAddressThatLeftGetsNoNewCallsAndFinishesThoseItHas() {
        CompletableFuture<Void> release = new CompletableFuture<>();
        Reply ok = Reply.json("{}");
        try (Replicas replicas = Replicas.on(ONE, TWO);
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(ONE, TWO)) {
            assertThat(status(calls.call())).isEqualTo(200);
            Await.until("it is idle", () -> calls.idle() == 1);
            var idle = replicas.at(ONE).connections().get(0);
            replicas.reply(ONE, exchange -> {
                release.join();
                ok.to(exchange);
            });
            var running = calls.call();
            var another = calls.call(); // On a connection of its own.
            Await.until("both are there", () -> replicas.requests(ONE) == 3);

            calls.at(TWO);
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(replicas.requests(TWO)).isEqualTo(1);
            release.complete(null);
            assertThat(status(running)).isEqualTo(200);
            assertThat(status(another)).isEqualTo(200);
            assertThat(idle.end()).isEqualTo(End.EOF);
            Await.until("all connections to it are closed", () -> replicas.at(ONE).connections().stream()
                    .noneMatch(smart.testkit.RawConnection::isOpen));
            assertThat(calls.metrics().getNames()).noneMatch(name -> name.contains(ONE + ".") || name.endsWith(ONE));
        }
    }

    @Test
    void anIdleConnectionToAnAddressThatLeavesIsClosedAtOnce() {
        try (Replicas replicas = Replicas.on(ONE, TWO);
                AddressedCalls calls =
                        AddressedCalls.unhedged(Spread.FIRST, replicas.port()).at(ONE)) {
            assertThat(status(calls.call())).isEqualTo(200);
            Await.until("it is idle", () -> calls.idle() == 1);
            calls.at(TWO);
            assertThat(replicas.at(ONE).connections().get(0).end()).isEqualTo(End.EOF);
            assertThat(calls.idle()).isZero();
        }
    }

    @Test
    void addressesThatChangeUnderLoadCostNoCall() {
        try (Replicas replicas = Replicas.on(ONE, TWO, THREE);
                AddressedCalls calls = AddressedCalls.unhedged(Spread.LEAST_BUSY, replicas.port())
                        .at(ONE, TWO)) {
            String[][] answers = {{TWO, THREE}, {THREE}, {ONE, THREE}, {ONE, TWO, THREE}, {TWO}};
            var failed = new java.util.concurrent.atomic.AtomicInteger();
            var made = new java.util.concurrent.atomic.AtomicInteger();
            var changes = new java.util.concurrent.atomic.AtomicInteger();
            var over = new java.util.concurrent.atomic.AtomicBoolean();
            Thread changing = new Thread(() -> {
                try {
                    for (; changes.get() < 100; changes.incrementAndGet()) {
                        int before = made.get();
                        calls.at(answers[changes.get() % answers.length]);
                        Await.until("calls went on", () -> made.get() > before + 5);
                    }
                } finally {
                    over.set(true);
                }
            });
            changing.start();
            while (!over.get()) {
                var together =
                        java.util.stream.Stream.generate(calls::call).limit(8).toList();
                together.forEach(call -> {
                    failed.addAndGet(call.handle((response, failure) -> failure == null ? 0 : 1)
                            .join());
                    made.incrementAndGet();
                });
            }
            assertThat(changes).hasValue(100);
            assertThat(failed).hasValue(0);
            assertThat(calls.inFlight().values()).containsOnly(0);
        }
    }
}
