package smart.service.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import smart.service.limit.LimitedCalls.Nature;

/** Prints the shares of {@code docs/limit.md}. It runs only when it is asked for by its name, see there. */
@SuppressWarnings("SystemOut")
final class ShareFigures {
    private static final Nature EVEN = new LimitCases.Bounded(50, LimitCases::even);

    @Test
    void printTheTable() {
        for (long seed = 1; seed <= 4; seed++) {
            LimitedCalls three = run(3, 90, seed, EVEN, second -> {});
            print("three, seed " + seed, three, 30, 90);
            LimitedCalls two = new LimitedCalls(Shares.replicas(3, seed), LimitFigures.OFF, EVEN, 160, seed).from(100);
            two.run(1_000, second -> two.replicas.get(0).dead = second >= 90);
            print("two of them, after a kill", two, 100, 160);
            LimitedCalls fresh =
                    new LimitedCalls(Shares.replicas(4, seed), LimitFigures.OFF, EVEN, 180, seed).from(120);
            fresh.run(1_000, second -> {
                fresh.replicas.get(0).dead = second >= 90;
                fresh.replicas.get(3).dead = second < 110;
            });
            print("and a new one beside them, the last", fresh, 120, 180);
        }
        print("three, after 20 minutes", run(3, 1_200, 1, EVEN, second -> {}), 1_140, 1_200);
        print("ten", run(10, 90, 1, EVEN, second -> {}), 30, 90);
        print("ten, after ten minutes", run(10, 600, 1, EVEN, second -> {}), 540, 600);
        assertThat(Shares.off(1, 1)).isZero();
    }

    private static LimitedCalls run(int replicas, int seconds, long seed, Nature nature, IntConsumer each) {
        return new LimitedCalls(Shares.replicas(replicas, seed), LimitFigures.OFF, nature, seconds, seed)
                .from(seconds - 60)
                .run(1_000, each);
    }

    private static void print(String name, LimitedCalls calls, int from, int to) {
        double[] shares = Shares.of(calls, from, to);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.0f %% | %.0f |%n",
                name,
                String.join(
                        ", ",
                        Arrays.stream(shares)
                                .mapToObj(share -> String.valueOf(Math.round(share)))
                                .toList()),
                100 * Shares.off(shares),
                calls.replicas.get(calls.replicas.size() - 1).answered.getValueAtPercentile(50) / 1e6);
    }
}
