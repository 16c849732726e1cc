package smart.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import smart.mock.reply.Delay;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;

class RandomRepliesTest {
    private static final int REPLIES = 22_000;

    @Test
    void ofElevenCasesEightAreJsonAndOneEachIsAnErrorBadJsonOrAHang() {
        var replies = draw(1, Map.of());
        assertThat(share(replies, reply -> reply.body().startsWith("{\"time\": ")))
                .isCloseTo(8 / 11.0, within(0.02));
        assertThat(share(replies, reply -> reply.status() == 500 && reply.body().equals("Not a valid JSON")))
                .isCloseTo(1 / 11.0, within(0.01));
        assertThat(share(replies, reply -> reply.status() == 200 && reply.body().equals("Not a valid JSON")))
                .isCloseTo(1 / 11.0, within(0.01));
        assertThat(share(replies, reply -> reply.equals(Reply.drop(10_000)))).isCloseTo(1 / 11.0, within(0.01));
    }

    @Test
    void aBodySaysItsDelayWhichIsFrom100To600() {
        var json = draw(2, Map.of()).stream()
                .filter(reply -> reply.body().startsWith("{"))
                .toList();
        assertThat(json).allSatisfy(reply -> {
            double millis = ((Delay.Fixed) reply.delay()).millis();
            assertThat(millis).isBetween(100.0, 600.0);
            assertThat(reply.body()).isEqualTo("{\"time\": " + (long) millis + "}");
        });
        assertThat(json).extracting(Reply::delay).contains(new Delay.Fixed(100), new Delay.Fixed(600));
    }

    @Test
    void theSameSeedGivesTheSameReplies() {
        assertThat(draw(7, Map.of())).isEqualTo(draw(7, Map.of())).isNotEqualTo(draw(8, Map.of()));
    }

    @Test
    void eachFaultTakesItsShareAndShiftsNoOtherReply() {
        var plain = draw(3, Map.of());
        var faulty = draw(3, Map.of(Fault.RESET, 0.10, Fault.STALL, 0.05));

        assertThat(share(faulty, reply -> reply.fault() == Fault.RESET)).isCloseTo(0.10, within(0.01));
        assertThat(share(faulty, reply -> reply.fault() == Fault.STALL)).isCloseTo(0.05, within(0.01));
        for (int i = 0; i < REPLIES; i++) {
            var fault = faulty.get(i).fault();
            if (fault != Fault.RESET && fault != Fault.STALL) {
                assertThat(faulty.get(i)).isEqualTo(plain.get(i));
            }
        }
    }

    private static List<Reply> draw(long seed, Map<Fault, Double> rates) {
        var random = new RandomReplies(new SplittableRandom(seed), rates);
        return Stream.generate(random::next).limit(REPLIES).toList();
    }

    private static double share(List<Reply> replies, Predicate<Reply> kind) {
        return replies.stream().filter(kind).count() / (double) replies.size();
    }
}
