package smart.service.errorlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file from the last to the first. It skips a last line without a line end, which is still being
 * written. It reads at most 4 MiB, however large the file is. Not thread-safe.
 */
final class LinesBackwards {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int BLOCK = 64 * 1024;

    private final SeekableByteChannel channel;
    private final long stop;
    private long start; // everything from here on has been read
    private byte[] rest = {}; // the part of the buffer before the lines already returned
    private int end; // the part that is not yet returned

    LinesBackwards(SeekableByteChannel channel) throws IOException {
        this.channel = channel;
        this.start = channel.size();
        this.stop = Math.max(0, start - MOST_BYTES);
        skipUnfinished();
    }

    private void skipUnfinished() throws IOException {
        int newline = newline();
        end = newline < 0 ? 0 : newline;
    }

    /** The next line, or null at the end or at the limit. */
    @Nullable String next() throws IOException {
        if (end <= 0 && start <= stop) {
            return null;
        }
        int newline = newline();
        if (newline < 0 && start > 0) {
            return null; // The line begins before the part that was read.
        }
        String line = new String(rest, newline + 1, end - newline - 1, UTF_8);
        end = newline;
        return line;
    }

    /** Whether it stopped before the beginning of the file. */
    boolean gaveUp() {
        return start > 0;
    }

    /** The index of the last line end before {@code end}, or -1 for none. Reads more of the file if necessary. */
    private int newline() throws IOException {
        int from = end;
        while (true) {
            for (int i = from - 1; i >= 0; i--) {
                if (rest[i] == '\n') {
                    return i;
                }
            }
            if (start <= stop) {
                return -1;
            }
            from = readBlock();
        }
    }

    /** Prepends a block of the file, and returns its length. */
    private int readBlock() throws IOException {
        int length = (int) Math.min(BLOCK, start - stop);
        byte[] longer = new byte[length + Math.max(end, 0)];
        ByteBuffer block = ByteBuffer.wrap(longer, 0, length);
        channel.position(start - length);
        while (block.hasRemaining() && channel.read(block) >= 0) {
            // Read on.
        }
        System.arraycopy(rest, 0, longer, length, Math.max(end, 0));
        start -= length;
        rest = longer;
        end = Math.max(end, 0) + length;
        return length;
    }
}
