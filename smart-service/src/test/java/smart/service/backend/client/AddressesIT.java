package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static smart.service.backend.client.AddressedCalls.status;
import static smart.service.backend.client.Replicas.ONE;
import static smart.service.backend.client.Replicas.SIX;
import static smart.service.backend.client.Replicas.THREE;
import static smart.service.backend.client.Replicas.TWO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import smart.service.backend.address.Spread;
import smart.testkit.Await;
import smart.testkit.Ipv6;
import smart.testkit.RawBackend.End;
import smart.testkit.RawBackend.Reply;

/** A backend with several addresses, over sockets. */
@EnabledOnOs(OS.LINUX) // where the whole of 127.0.0.0/8 is there
class AddressesIT {
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
}
