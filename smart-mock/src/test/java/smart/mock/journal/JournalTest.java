package smart.mock.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import smart.mock.reply.Reply;

class JournalTest {
    private static final Arrival ARRIVAL = new Arrival("GET", "/a", "b=c", "X-One", "1", "x-one", "2", "Host", "h");

    private final AtomicLong clock = new AtomicLong(5_000);
    private final Journal journal = new Journal(new JournalSize(3, 2), clock::get);

    @Test
    void timesAreSecondsSinceTheStart() {
        arriveAt(1_500_000_000);
        assertThat(journal.entries()).extracting(JournalEntry::time).containsExactly(1.5);
    }

    @Test
    void timesAreStrictlyAscendingThoughTheClockStandsStill() {
        arriveAt(0);
        arriveAt(0);
        assertThat(journal.times(-1, 10)).containsExactly(1, 2);
    }

    @Test
    void anEntryHoldsTheHeadOfTheRequest() {
        arriveAt(10);
        var entry = journal.entries().get(0);
        assertThat(entry.method()).isEqualTo("GET");
        assertThat(entry.path()).isEqualTo("/a");
        assertThat(entry.query()).isEqualTo("b=c");
        assertThat(entry.headers().get("X-ONE")).containsExactly("1", "2");
        assertThat(entry.header("host")).isEqualTo("h");
        assertThat(entry.header("none")).isNull();
    }

    @Test
    void whatFellOutIsCounted() {
        for (int i = 1; i <= 5; i++) {
            arriveAt(i);
        }
        assertThat(journal.total()).isEqualTo(5);
        assertThat(journal.dropped()).isEqualTo(2);
        assertThat(journal.droppedDetails()).isEqualTo(3);
        assertThat(journal.times(-1, 10)).containsExactly(3, 4, 5);
        assertThat(journal.entries()).hasSize(2);
    }

    @Test
    void memoryIsBoundedHoweverLargeARequestIs() {
        var bounded = new Journal(new JournalSize(1_000, 1_000, 100_000, 0), clock::get);
        var cookie = "c".repeat(7_000);
        for (int i = 0; i < 100; i++) {
            bounded.arrived(new Arrival("GET", "/" + i, null, "Cookie", cookie), Reply.ok("{}"));
        }
        assertThat(bounded.entries()).hasSizeBetween(12, 14);
        assertThat(bounded.entries().get(0).path())
                .isEqualTo("/" + (100 - bounded.entries().size()));
        assertThat(bounded.total()).isEqualTo(100);
        assertThat(bounded.droppedDetails()).isEqualTo(100 - bounded.entries().size());
    }

    @Test
    void memoryIsBoundedHoweverLongAMethodIs() {
        var bounded = new Journal(new JournalSize(1_000, 1_000, 100_000, 0), clock::get);
        for (int i = 0; i < 100; i++) {
            bounded.arrived(new Arrival("M".repeat(10_000), "/", null), Reply.ok("{}"));
        }
        assertThat(bounded.entries()).hasSizeBetween(8, 10);
    }

    @Test
    void theNewestIsKeptThoughItIsTooLargeByItself() {
        var tiny = new Journal(new JournalSize(10, 10, 1, 0), clock::get);
        tiny.arrived(ARRIVAL, Reply.ok("{}"));
        tiny.arrived(ARRIVAL, Reply.ok("{}"));
        assertThat(tiny.entries()).hasSize(1);
    }

    @Test
    void aBodyIsAsMuchOfItAsIsKept() {
        journal.arrived(new Arrival("POST", "/", null, new Body("gr\u00fc".getBytes(UTF_8), 70)), Reply.ok("{}"));
        assertThat(journal.entries()).satisfiesExactly(entry -> {
            assertThat(entry.body()).isEqualTo("gr\u00fc");
            assertThat(entry.bodySize()).isEqualTo(70);
        });
    }

    @Test
    void requestsArriveWhileTheJournalIsRead() throws Exception {
        arriveAt(1);
        var first = journal.await(
                entries -> {
                    // Another thread's request is not held up by a reader that is busy with what it got.
                    CompletableFuture.runAsync(() -> arriveAt(2))
                            .orTimeout(30, TimeUnit.SECONDS)
                            .join();
                    return true;
                },
                Duration.ofSeconds(30));
        assertThat(first).isTrue();
        assertThat(journal.total()).isEqualTo(2);
    }

    @Test
    void sinceIsExclusiveSoThatPollingNeitherRepeatsNorMisses() {
        arriveAt(1_000);
        arriveAt(2_000);
        assertThat(journal.times(1_000, 10)).containsExactly(2_000);
        assertThat(journal.entries(1_000, 10)).hasSize(1);
        assertThat(journal.entries(-1, 1)).extracting(JournalEntry::time).containsExactly(1e-6);
    }

    @Test
    void anOutcomeIsDecidedOnce() {
        var note = arriveAt(1);
        assertThat(journal.outcomes()).containsEntry(Delivery.PENDING, 1L);

        journal.settle(note, Delivery.ABORTED);
        journal.settle(note, Delivery.DELIVERED);

        assertThat(journal.entries()).extracting(JournalEntry::outcome).containsExactly(Delivery.ABORTED);
        assertThat(journal.outcomes())
                .containsEntry(Delivery.PENDING, 0L)
                .containsEntry(Delivery.ABORTED, 1L)
                .containsEntry(Delivery.DELIVERED, 0L);
    }

    @Test
    void anOutcomeThatFellOutIsStillCounted() {
        var note = arriveAt(1);
        arriveAt(2);
        arriveAt(3);
        journal.settle(note, Delivery.DELIVERED);
        assertThat(journal.outcomes()).containsEntry(Delivery.DELIVERED, 1L).containsEntry(Delivery.PENDING, 2L);
    }

    @Test
    void awaitReturnsOnceTheEntriesAreAsWanted() throws Exception {
        var note = arriveAt(1);
        var settled = CompletableFuture.runAsync(() -> journal.settle(note, Delivery.FAULT));
        assertThat(journal.await(entries -> entries.get(0).outcome() == Delivery.FAULT, Duration.ofSeconds(30)))
                .isTrue();
        settled.join();
    }

    @Test
    void awaitSettledReturnsOnceSoManyArrivedAndNoneIsPending() throws Exception {
        var note = arriveAt(1);
        assertThat(journal.awaitSettled(1, Duration.ZERO)).isFalse();
        var settled = CompletableFuture.runAsync(() -> journal.settle(note, Delivery.DELIVERED));
        assertThat(journal.awaitSettled(1, Duration.ofSeconds(30))).isTrue();
        assertThat(journal.awaitSettled(2, Duration.ZERO)).isFalse();
        settled.join();
    }

    @Test
    void awaitInVainGivesUp() throws Exception {
        arriveAt(1);
        assertThat(journal.await(entries -> false, Duration.ofMillis(5))).isFalse();
    }

    private Note arriveAt(long nanos) {
        clock.set(5_000 + nanos);
        return journal.arrived(ARRIVAL, Reply.ok("{}"));
    }
}
