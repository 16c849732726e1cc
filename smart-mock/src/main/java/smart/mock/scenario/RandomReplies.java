package smart.mock.scenario;

import java.util.Map;
import java.util.random.RandomGenerator;
import smart.mock.reply.Delay;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;

/**
 * The behaviour without a scenario: a delay of 100 to 600 ms; of 11 equally likely cases eight are a JSON body, one is
 * 500, one is 200 with a body that isn't JSON, and one hangs 10 s and then drops the connection. Before that, each fault
 * takes its share of the requests. Guarded by the stage that owns it.
 */
final class RandomReplies {
    private static final Reply HANG = Reply.drop(10_000);

    private final RandomGenerator random;
    private final Map<Fault, Double> faultRates;

    /**
     * Starts a sequence.
     *
     * @param faultRates the share of each fault, 0 to 1, no more than 1 together
     */
    RandomReplies(RandomGenerator random, Map<Fault, Double> faultRates) {
        this.random = random;
        this.faultRates = faultRates;
    }

    Reply next() {
        // Every request makes all draws, so that a fault rate does not shift a seed's later replies.
        long millis = random.nextInt(100, 601);
        int which = random.nextInt(11);
        double share = random.nextDouble();
        for (var rate : faultRates.entrySet()) {
            share -= rate.getValue();
            if (share < 0) {
                return json(millis).with(rate.getKey());
            }
        }
        return switch (which) {
            case 0 -> Reply.of("Not a valid JSON", 500, millis);
            case 1 -> Reply.of("Not a valid JSON", 200, millis);
            case 2 -> HANG;
            default -> json(millis);
        };
    }

    /** For the delays of a scenario that are distributions. */
    long draw(Delay delay) {
        return delay.draw(random);
    }

    private static Reply json(long millis) {
        return Reply.of("{\"time\": " + millis + "}", 200, millis);
    }
}
