package smart.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smart.mock.journal.Arrival;
import smart.mock.journal.Delivery;
import smart.mock.journal.JournalEntry;
import smart.mock.journal.JournalSize;
import smart.mock.journal.Match;
import smart.mock.reply.Delay;
import smart.mock.reply.Reply;

class StageTest {
    private static final Arrival ARRIVAL = new Arrival("GET", "/", null);

    private final Stage stage =
            new Stage(() -> new SplittableRandom(1), Map.of(), new JournalSize(100_000, 100_000), System::nanoTime);

    @Test
    void everyEntryIsTakenExactlyOnceHoweverManyArriveTogether() throws Exception {
        int threads = 200;
        int entries = 20_000;
        stage.set(new Scenario(numbered(entries), UsedUp.FAIL));
        var taken = new ConcurrentLinkedQueue<String>();
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var takers = IntStream.range(0, threads)
                    .<Future<?>>mapToObj(i -> pool.submit(() -> {
                        start.await();
                        for (int n = 0; n < entries / threads; n++) {
                            taken.add(stage.take(ARRIVAL).reply().body());
                        }
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (var taker : takers) {
                taker.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(taken)
                .containsExactlyInAnyOrderElementsOf(
                        numbered(entries).stream().map(Reply::body).toList());
        assertThat(stage.state()).isEqualTo(new ScenarioState.Plain(entries, 0, entries, UsedUp.FAIL));
        assertThat(stage.journal().times(-1, entries)).hasSize(entries).isSorted();
    }

    @Test
    void afterTheLastEntryComesWhatTheScenarioSays() {
        assertThat(bodies(UsedUp.REPEAT, 5)).containsExactly("0", "1", "0", "1", "0");
        assertThat(bodies(UsedUp.LAST, 5)).containsExactly("0", "1", "1", "1", "1");
        assertThat(bodies(UsedUp.RANDOM, 3))
                .startsWith("0", "1")
                .last()
                .asString()
                .matches("\\{\"time\": \\d+}");
        stage.set(new Scenario(List.of(), UsedUp.FAIL));
        assertThat(stage.take(ARRIVAL).reply().status()).isEqualTo(500);
    }

    @Test
    void aPauseIsThatOfTheMomentInWhichTheWorkBeginsOnTheClockOfItsScenario() {
        var now = new AtomicLong(7_777_000_000L);
        var paused = new Stage(() -> new SplittableRandom(1), Map.of(), new JournalSize(10, 10), now::get);
        var delay = new Delay.Paused(new Delay.Fixed(100), 500, 5_000);
        now.set(3_000_000_000L);
        paused.set(new Scenario(List.of(Reply.ok("{}").after(delay)), UsedUp.LAST));
        var call = paused.take(ARRIVAL);
        now.set(9_999_000_000L);
        paused.set(Scenario.NONE);

        assertThat(call.isDueAtOnce()).isFalse();
        assertThat(call.delayNanos(3_000_000_000L)).as("the first pause").isEqualTo(500_000_000);
        assertThat(call.delayNanos(4_000_000_000L)).isEqualTo(100_000_000);
        assertThat(call.delayNanos(7_900_000_000L)).isEqualTo(600_000_000);
    }

    @Test
    void whatIsLeftIsCounted() {
        stage.set(new Scenario(numbered(3), UsedUp.RANDOM));
        stage.take(ARRIVAL);
        assertThat(stage.state()).isEqualTo(new ScenarioState.Plain(3, 2, 1, UsedUp.RANDOM));
    }

    @Test
    void aCallOfTheScenarioBeforeNeverAppearsInTheNewJournal() {
        stage.set(new Scenario(numbered(1), UsedUp.RANDOM));
        var old = stage.take(ARRIVAL);
        stage.set(new Scenario(numbered(1), UsedUp.RANDOM));

        old.settle(Delivery.DELIVERED);

        assertThat(old.reply().body()).isEqualTo("0");
        assertThat(stage.journal().entries()).isEmpty();
        assertThat(stage.journal().outcomes()).containsEntry(Delivery.DELIVERED, 0L);
    }

    @Test
    void endingAScenarioKeepsTheJournal() {
        stage.set(new Scenario(numbered(3), UsedUp.RANDOM));
        stage.take(ARRIVAL);
        stage.end();
        assertThat(stage.state().left()).isZero();
        assertThat(stage.journal().entries()).hasSize(1);
    }

    @Test
    void settingNoneStartsTheRandomSequenceAgainWithAnEmptyJournal() {
        var first = Stream.generate(() -> stage.take(ARRIVAL).reply()).limit(20).toList();
        stage.set(Scenario.NONE);
        assertThat(stage.journal().entries()).isEmpty();
        assertThat(Stream.generate(() -> stage.take(ARRIVAL).reply()).limit(20)).isEqualTo(first);
    }

    @Test
    void aScenarioThatIsSetAgainHasTheSameDelaysAndRandomReplies() {
        var scenario = new Scenario(List.of(Reply.ok("{}").after(new Delay.Uniform(0, 1_000, 1_000))), UsedUp.RANDOM);
        stage.set(scenario);
        var first = takeFive();
        assertThat(first).hasSize(5).doesNotHaveDuplicates();
        stage.set(scenario);
        assertThat(takeFive()).isEqualTo(first);
        stage.set(Scenario.NONE);
        stage.set(scenario);
        assertThat(takeFive()).isEqualTo(first);
    }

    private List<String> takeFive() {
        return Stream.generate(() -> stage.take(ARRIVAL))
                .limit(5)
                .map(call -> call.reply().body() + call.drawnNanos())
                .toList();
    }

    @Test
    void onlyAStubPassesOnToTheNext() {
        var passing = new Scenario(numbered(1), UsedUp.NEXT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stage.set(passing))
                .withMessageStartingWith("then \"next\" is for a stub");
        stage.set(new Stubs(List.of(new Stub(Match.ANY, passing))));
        assertThat(stage.take(ARRIVAL).reply().body()).isEqualTo("0");
        assertThat(stage.take(ARRIVAL).reply().status()).isEqualTo(404);
    }

    @Test
    void aRefusedRequestIsNotedAndTakesNoEntry() {
        stage.set(new Scenario(numbered(2), UsedUp.RANDOM));
        stage.refuse(ARRIVAL, Reply.of("", 503, 0));
        assertThat(stage.state().left()).isEqualTo(2);
        assertThat(stage.journal().entries()).extracting(JournalEntry::status).containsExactly(503);
    }

    private List<String> bodies(UsedUp then, int requests) {
        stage.set(new Scenario(numbered(2), then));
        return Stream.generate(() -> stage.take(ARRIVAL).reply().body())
                .limit(requests)
                .toList();
    }

    private static List<Reply> numbered(int entries) {
        return IntStream.range(0, entries)
                .mapToObj(i -> Reply.of(String.valueOf(i), 200, 0))
                .toList();
    }
}
