package smart.mock.reply;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A network fault of a reply. {@code Transmission} defines its bytes. Every fault happens after the reply's delay, and
 * ends the connection.
 */
public enum Fault {
    /** The connection is reset (TCP RST) without a byte. */
    RESET(false),
    /** The connection is closed (TCP FIN) without a byte. A reply with status 0 is this fault. */
    EMPTY(false),
    /** {@code Content-Length} announces the whole body, half of it is sent, then the connection is closed. */
    TRUNCATE(true),
    /** Bytes that are not HTTP, then the connection is closed. */
    GARBAGE(false),
    /** The headers at once, the body a byte at a time, complete in the end. */
    DRIP(true),
    /** The headers, then nothing; the connection stays open. */
    STALL(true),
    /** The headers, then the connection is closed where the body should begin. */
    HEADERS_ONLY(true),
    /** A complete, valid JSON body of 10 MiB instead of the reply's own. */
    LARGE(true);

    private final boolean sendsStatus;

    Fault(boolean sendsStatus) {
        this.sendsStatus = sendsStatus;
    }

    /** Whether a status line is sent, so that the reply needs a status of 200 to 599. */
    public boolean sendsStatus() {
        return sendsStatus;
    }

    /** The name in a scenario, in the journal and on the command line: {@code headers_only}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The fault of that name.
     *
     * @throws IllegalArgumentException with all allowed names, if there is none
     */
    public static Fault named(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.wireName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no fault is named \"" + name + "\"; allowed: " + names()));
    }

    private static String names() {
        return Arrays.stream(values()).map(Fault::wireName).collect(Collectors.joining(", "));
    }
}
