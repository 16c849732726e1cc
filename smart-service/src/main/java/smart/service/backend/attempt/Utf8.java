package smart.service.backend.attempt;

/**
 * Says whether bytes are UTF-8 as RFC 3629 section 4 has it: no character in more bytes than it needs, no half of a pair,
 * nothing beyond U+10FFFF. Takes them piece by piece; used by one thread.
 */
final class Utf8 {
    private static final int LOWEST = 0x80;
    private static final int HIGHEST = 0xBF;

    /** How many bytes of a character are still to come, and what the next one may be. */
    private int missing;

    private int lowest = LOWEST;
    private int highest = HIGHEST;

    /** Whether the bytes so far, these included, can be the beginning of a text. */
    boolean accepts(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            byte next = bytes[i];
            if (next >= 0 && missing == 0) {
                continue;
            }
            if (!(missing == 0 ? begins(next & 0xFF) : continues(next & 0xFF))) {
                return false;
            }
        }
        return true;
    }

    private boolean begins(int first) {
        missing = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : LOWEST;
        highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : HIGHEST;
        return first >= 0xC2 && first <= 0xF4;
    }

    private boolean continues(int next) {
        boolean possible = next >= lowest && next <= highest;
        missing--;
        lowest = LOWEST;
        highest = HIGHEST;
        return possible;
    }
}
