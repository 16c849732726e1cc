package smart.service.errorlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file from the last to the first. A last one without its end is still being written: it is
 * left out. However large the file is, no more than 4 MiB are read. Not thread-safe.
 */
final class LinesBackwards {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int BLOCK = 64 * 1024;

    private final SeekableByteChannel channel;
    private final long stop;
    private long start; // what is from here on has been read
    private byte[] rest = {}; // of what has been read: all before the lines that were returned
    private int end; // of the part of it that is not yet returned

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

    /** The next line, or null where there is none, or none is read any more. */
    @Nullable String next() throws IOException {
        if (end <= 0 && start <= stop) {
            return null;
        }
        int newline = newline();
        if (newline < 0 && start > 0) {
            return null; // The line begins before what is read.
        }
        String line = new String(rest, newline + 1, end - newline - 1, UTF_8);
        end = newline;
        return line;
    }

    /** Whether it stopped before the file's beginning. */
    boolean gaveUp() {
        return start > 0;
    }

    /** The place of the last line end before {@code end}, reading on as far as is needed; -1 for none. */
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

    /** Puts a block in front of the rest, and returns its length. */
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
