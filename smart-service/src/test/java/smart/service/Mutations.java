package smart.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small fuzzer: seeds, and what becomes of them by random edits, the same ones for the same seed number. An input that
 * fails is printed as a Java string, to become a seed. {@code -Dfuzz.seconds=300} goes on for that long with other
 * numbers.
 */
public final class Mutations {
    private static final int ROUNDS = 3000;
    private static final int MOST_KEPT = 2000;
    private static final long SECONDS = Long.getLong("fuzz.seconds", 0);

    private final SplittableRandom random;
    private final List<byte[]> words;

    /** What must hold for every input, whatever it is. */
    @FunctionalInterface
    public interface Property {
        void holdsFor(byte[] input) throws Exception;
    }

    private Mutations(long seed, List<byte[]> words) {
        this.random = new SplittableRandom(seed);
        this.words = words;
    }

    /** Tries the seeds, then mutations of them and of each other. */
    public static void of(List<String> seeds, Property property) {
        of(ROUNDS, seeds, property);
    }

    /** The same with so many mutations. */
    public static void of(int rounds, List<String> seeds, Property property) {
        List<byte[]> words =
                seeds.stream().map(seed -> seed.getBytes(ISO_8859_1)).toList();
        words.forEach(word -> check(word, property));
        long end = System.nanoTime() + SECONDS * 1_000_000_000;
        long count = 0;
        for (long seed = 1; seed == 1 || System.nanoTime() < end; seed++) {
            Mutations mutations = new Mutations(seed, words);
            List<byte[]> known = new ArrayList<>(words);
            for (int i = 0; i < rounds; i++, count++) {
                byte[] input = mutations.mutated(known.get(mutations.random.nextInt(known.size())));
                check(input, property);
                if (known.size() < MOST_KEPT) {
                    known.add(input);
                }
            }
        }
        if (SECONDS > 0) {
            System.out.println("fuzz: " + count + " inputs, none failed");
        }
    }

    private static void check(byte[] input, Property property) {
        try {
            property.holdsFor(input);
        } catch (Exception | AssertionError | StackOverflowError e) {
            throw new AssertionError("for the input \"" + escaped(input) + "\"", e);
        }
    }

    private byte[] mutated(byte[] seed) {
        byte[] input = seed;
        for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
            int from = random.nextInt(input.length + 1);
            int to = Math.min(input.length, from + random.nextInt(8));
            input = switch (random.nextInt(5)) {
                case 0 -> replaced(input, from, to, new byte[0]);
                case 1 ->
                    replaced(input, from, Math.min(input.length, from + 1), new byte[] {(byte) random.nextInt(256)});
                case 2 -> replaced(input, from, from, Arrays.copyOfRange(input, from, to));
                case 3 -> replaced(input, from, from, words.get(random.nextInt(words.size())));
                default -> flipped(input);
            };
        }
        return input.length > 4096 ? Arrays.copyOf(input, 4096) : input;
    }

    private byte[] flipped(byte[] input) {
        byte[] flipped = input.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] replaced(byte[] input, int from, int to, byte[] by) {
        byte[] replaced = new byte[input.length - (to - from) + by.length];
        System.arraycopy(input, 0, replaced, 0, from);
        System.arraycopy(by, 0, replaced, from, by.length);
        System.arraycopy(input, to, replaced, from + by.length, input.length - to);
        return replaced;
    }

    private static String escaped(byte[] input) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : input) {
            char c = (char) (b & 0xFF);
            escaped.append(
                    c >= ' ' && c < 127 && c != '"' && c != '\\'
                            ? String.valueOf(c)
                            : String.format("\\%03o", (int) c));
        }
        return escaped.toString();
    }
}
