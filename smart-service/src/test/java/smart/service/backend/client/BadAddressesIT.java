package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.service.backend.client.AddressedCalls.status;
import static smart.service.backend.client.Replicas.ONE;
import static smart.service.backend.client.Replicas.THREE;
import static smart.service.backend.client.Replicas.TWO;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import smart.service.backend.address.BackendAddress.State;
import smart.service.backend.address.Spread;
import smart.testkit.Await;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawExchange;

/** One of a backend's addresses refuses, resets, or never answers. */
@EnabledOnOs(OS.LINUX) // where the whole of 127.0.0.0/8 is there
class BadAddressesIT {
    @Test
    void noCallerSeesAnAddressThatRefuses() {
        try (Replicas replicas = Replicas.on(ONE, TWO);
                AddressedCalls calls = AddressedCalls.unhedged(Spread.LEAST_BUSY, replicas.port())
                        .at(ONE, TWO, THREE)) {
            for (int i = 0; i < 60; i++) {
                assertThat(status(calls.call())).isEqualTo(200);
            }
            assertThat(calls.count(ONE, "success") + calls.count(TWO, "success"))
                    .isEqualTo(60);
        }
    }

    @Test
    void withHedgingNoCallerSeesAnAddressThatNeverAnswers() {
        assertThatHedgingHides(Reply.never());
    }

    @Test
    void withHedgingNoCallerSeesAnAddressThatResets() {
        assertThatHedgingHides(RawExchange::reset);
    }

    private static void assertThatHedgingHides(Reply bad) {
        try (Replicas replicas = Replicas.on(ONE, TWO, THREE).reply(THREE, bad);
                AddressedCalls calls = AddressedCalls.hedged(Spread.LEAST_BUSY, replicas.port(), 100)
                        .at(ONE, TWO, THREE)) {
            Await.until("it was met", () -> {
                assertThat(status(calls.call())).isEqualTo(200);
                return replicas.requests(THREE) > 0;
            });
            for (int i = 0; i < 60; i++) {
                assertThat(status(calls.call())).isEqualTo(200);
            }
        }
    }

    @Test
    void withoutHedgingOneOfTheFirstFiveCallsAtTheMostMeetsAnAddressThatResets() {
        for (int run = 0; run < 5; run++) {
            assertThat(failuresOfFive(RawExchange::reset, 20_000)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void withoutHedgingOneOfTheFirstFiveCallsAtTheMostMeetsAnAddressThatNeverAnswers() {
        List<CompletableFuture<Long>> runs = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> failuresOfFive(Reply.never(), 2_500), run -> new Thread(run).start()))
                .limit(3) // At the same time, since each waits.
                .toList();
        assertThat(runs).allSatisfy(run -> assertThat(run.join()).isLessThanOrEqualTo(1));
    }

    /** Of those at the bad address. The clock stands still, so that a slow machine brings no second attempt there. */
    private static long failuresOfFive(Reply bad, long timeoutMillis) {
        try (Replicas replicas = Replicas.on(ONE, TWO, THREE).reply(TWO, bad);
                AddressedCalls calls = AddressedCalls.onClock(Spread.LEAST_BUSY, replicas.port(), () -> 0)
                        .at(ONE, TWO, THREE)) {
            for (int i = 0; i < 5; i++) {
                calls.call(timeoutMillis)
                        .handle((response, failure) -> failure == null)
                        .join();
            }
            assertThat(calls.ended()).hasSize(5);
            return calls.count(TWO, "failure");
        }
    }

    @Test
    void anAddressWhoseAttemptsFailIsLeftOutAndComesBack() {
        AtomicLong clock = new AtomicLong();
        try (Replicas replicas = Replicas.on(ONE, TWO).reply(ONE, RawExchange::reset);
                AddressedCalls calls = AddressedCalls.onClock(Spread.FIRST, replicas.port(), clock::get)
                        .at(ONE, TWO)) {
            for (int i = 0; i < 5; i++) {
                assertThat(calls.call()).failsWithin(java.time.Duration.ofSeconds(20));
            }
            assertThat(calls.address(ONE).state()).isEqualTo(State.EJECTED);
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(replicas.requests(TWO)).isEqualTo(1);

            replicas.reply(ONE, Reply.json("{}"));
            clock.addAndGet(calls.book().nanosLeftOut(calls.address(ONE)));
            assertThat(status(calls.call())).isEqualTo(200);
            assertThat(calls.address(ONE).state()).isEqualTo(State.USED);
            assertThat(calls.count(ONE, "success")).isEqualTo(1);
        }
    }
}
