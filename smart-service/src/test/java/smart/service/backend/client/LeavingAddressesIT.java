package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.service.backend.client.AddressedCalls.status;
import static smart.service.backend.client.Replicas.ONE;
import static smart.service.backend.client.Replicas.THREE;
import static smart.service.backend.client.Replicas.TWO;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import smart.service.backend.address.Spread;
import smart.testkit.Await;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;

/** Addresses that come and go while calls are made, over sockets. */
@EnabledOnOs(OS.LINUX) // where the whole of 127.0.0.0/8 is there
class LeavingAddressesIT {
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
