package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.mock.journal.Delivery;
import smart.mock.journal.JournalEntry;
import smart.mock.journal.Match;
import smart.mock.reply.Delay;
import smart.mock.reply.Reply;
import smart.mock.scenario.Stub;
import smart.testkit.RawCaller;

/** A backend of limited capacity. */
class OverloadIT {
    private final MockBackend mock = MockBackend.start(MockOptions.defaults().withCapacity(2, 3));
    private final HttpCaller caller = new HttpCaller(mock.url());

    @AfterEach
    void stop() {
        mock.close();
    }

    @Test
    void soManyAreServedAtATimeTheNextWaitAndTheRestGet503() throws Exception {
        mock.scenario(Collections.nCopies(5, Reply.of("{}", 200, 3_600_000)));
        var answered = new LinkedBlockingQueue<HttpResponse<String>>();

        for (int i = 0; i < 8; i++) {
            var unused = caller.getAsync("/" + i).thenAccept(answered::add);
        }

        for (int i = 0; i < 3; i++) {
            var refused = answered.poll(30, TimeUnit.SECONDS);
            assertThat(refused).as("within 30 s").isNotNull();
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body())
                    .isEqualTo("{\"title\":\"Overloaded\",\"status\":503,"
                            + "\"detail\":\"The queue of the mock is full.\"}");
        }
        assertThat(mock.state().left())
                .as("five took an entry, as two are served and three wait")
                .isZero();
        assertThat(mock.journal())
                .filteredOn(entry -> entry.status() == 200)
                .hasSize(5)
                .extracting(JournalEntry::outcome)
                .containsOnly(Delivery.PENDING);
    }

    @Test
    void oneThatWaitsForItsTurnGetsTheFullDelayAfterIt() {
        mock.scenario(Collections.nCopies(5, Reply.of("{}", 200, 100)));
        long start = System.nanoTime();

        var calls = IntStream.range(0, 5).mapToObj(i -> caller.getAsync("/")).toList();
        calls.forEach(CompletableFuture::join);

        // Two, two and one.
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000);
        assertThat(calls)
                .extracting(CompletableFuture::join)
                .extracting(HttpResponse::statusCode)
                .containsOnly(200);
    }

    @Test
    void aCallerThatLeavesDoesNotFreeItsPlace() throws Exception {
        mock.always(Reply.of("{}", 200, 3_600_000));
        var callers = new ArrayList<RawCaller>();
        for (int i = 0; i < 5; i++) {
            callers.add(new RawCaller(mock.url()).get("/" + i));
        }
        mock.await(journal -> journal.size() == 5);
        for (var each : callers) {
            each.reset();
        }
        assertThat(mock.awaitSettled(5)).extracting(JournalEntry::outcome).containsOnly(Delivery.ABORTED);

        assertThat(caller.get("/").statusCode()).isEqualTo(503);
        mock.reset();
        mock.always(Reply.ok("{}"));
        assertThat(caller.get("/").body()).as("all is free after a reset").isEqualTo("{}");
    }

    /** Neither a new scenario nor the end of the old one frees the places. */
    @Test
    void aResetOverHttpFreesThePlacesOfAnOldScenario() throws Exception {
        mock.always(Reply.of("{}", 200, 3_600_000));
        for (int i = 0; i < 5; i++) {
            try (var leaving = new RawCaller(mock.url()).get("/" + i)) {
                int arrived = i + 1;
                mock.await(journal -> journal.size() == arrived);
                leaving.reset();
            }
        }
        caller.post("/setscenario", "[[\"new\", 200, 0]]");
        assertThat(caller.get("/").statusCode()).isEqualTo(503);
        caller.send("DELETE", "/scenario", "");
        assertThat(caller.get("/").statusCode()).isEqualTo(503);

        assertThat(caller.post("/reset", "").body()).isEqualTo("OK");

        assertThat(mock.journal()).isEmpty();
        caller.post("/setscenario", "[[\"new\", 200, 0]]");
        assertThat(caller.get("/").body()).isEqualTo("new");
        assertThat(caller.get("/reset").headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void aRequestThatFitsNoStubNeitherWaitsNorTakesAPlace() throws Exception {
        mock.stubs(Stub.of(Match.path("/work"), Reply.of("{}", 200, 3_600_000)));
        var callers = new ArrayList<RawCaller>();
        for (int i = 0; i < 5; i++) {
            callers.add(new RawCaller(mock.url()).get("/work"));
        }
        mock.await(journal -> journal.size() == 5);

        assertThat(caller.get("/favicon.ico").statusCode()).isEqualTo(404);
        assertThat(caller.get("/work").statusCode()).isEqualTo(503);
        for (var each : callers) {
            each.close();
        }
    }

    @Test
    void aLongQueueOfRepliesWithoutDelayIsWorkedOff() {
        try (var busy = MockBackend.start(MockOptions.defaults().withCapacity(1, 100_000))) {
            busy.always(Reply.ok("{}"));
            var busyCaller = new HttpCaller(busy.url());
            var calls = IntStream.range(0, 500)
                    .mapToObj(i -> busyCaller.getAsync("/"))
                    .toList();
            assertThat(calls.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                    .containsOnly(200);
        }
    }

    /**
     * In the first 300 ms of every 900 none leaves, whenever its turn came: of four of 300 ms each, the third would leave in the
     * second pause, so the fourth leaves after 1,500 ms or later.
     */
    @Test
    void aPauseHoldsBackThoseThatWaitedForTheirTurnToo() {
        var delay = new Delay.Paused(new Delay.Fixed(300), 300, 900);
        try (var one = MockBackend.start(MockOptions.defaults().withCapacity(1, 10))) {
            var itsCaller = new HttpCaller(one.url());
            long start = System.nanoTime();
            one.always(Reply.ok("{}").after(delay));
            var calls = IntStream.range(0, 4)
                    .mapToObj(i -> itsCaller.getAsync("/" + i))
                    .toList();
            calls.forEach(CompletableFuture::join);

            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(1_500_000_000);
        }
    }
}
