package smart.service.errorlog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest notes of an error log, from its end. However large the file is, it reads no more than 4 MiB: what is
 * older is for {@code grep}.
 */
public final class NoteReader {
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    private static final int BLOCK = 64 * 1024;
    private static final Pattern NOTE =
            Pattern.compile("(\\S+)(?: request=(\\S+) attempt=(\\S+) kind=(\\S+) status=(\\S+)"
                    + " elapsed_ms=(\\d{1,18}))?(?: dropped=\\d+)? detail=\"(.*)\"");

    private NoteReader() {}

    /**
     * A line of the log, taken apart. What is not in it, or can't be read, is null.
     *
     * @param line the line itself
     * @param time in milliseconds since the epoch
     */
    public record Note(
            String line,
            @Nullable Long time,
            @Nullable String request,
            @Nullable String attempt,
            @Nullable String kind,
            @Nullable Integer status,
            @Nullable Long elapsedMs,
            @Nullable String detail) {}

    /**
     * Notes, the newest first.
     *
     * @param more whether there may be older ones
     */
    public record Notes(List<Note> notes, boolean more) {}

    /** Lines, from the newest on; null behind the last one. */
    private interface Lines {
        @Nullable String next() throws IOException;
    }

    /**
     * The newest notes.
     *
     * @param limit how many at the most
     * @param kind of failure, or null for all
     * @param text that must stand in the line, or in what is shown of it, in upper or lower case, or null for all
     */
    public static Notes newest(Path file, int limit, @Nullable String kind, @Nullable String text) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            Backwards lines = new Backwards(channel);
            Notes notes = newest(lines::next, limit, kind, text);
            return notes.more() ? notes : new Notes(notes.notes(), lines.gaveUp());
        } catch (NoSuchFileException e) {
            return new Notes(List.of(), false); // Deleted; it comes back with the next note.
        }
    }

    /** As {@link #newest(Path, int, String, String)}, of these lines, the newest first. */
    static Notes newest(List<String> lines, int limit, @Nullable String kind, @Nullable String text)
            throws IOException {
        Iterator<String> iterator = lines.iterator();
        return newest(() -> iterator.hasNext() ? iterator.next() : null, limit, kind, text);
    }

    private static Notes newest(Lines lines, int limit, @Nullable String kind, @Nullable String text)
            throws IOException {
        List<Note> notes = new ArrayList<>();
        String wanted = text == null ? "" : text.toLowerCase(Locale.ROOT);
        String ofKind = kind == null || kind.isEmpty() ? "" : " kind=" + kind + " ";
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.contains(ofKind) && (wanted.isEmpty() || matches(line, wanted))) {
                if (notes.size() == limit) {
                    return new Notes(notes, true);
                }
                notes.add(note(line));
            }
        }
        return new Notes(notes, false);
    }

    private static boolean matches(String line, String wanted) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains(wanted)
                || (lower.indexOf('\\') >= 0 && unescaped(lower).contains(wanted));
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\([\"\\\\])", "$1");
    }

    private static Note note(String line) {
        Matcher note = NOTE.matcher(line);
        if (!note.matches()) {
            return new Note(line, null, null, null, null, null, null, null);
        }
        String status = note.group(5);
        return new Note(
                line,
                millis(note.group(1)),
                note.group(2),
                note.group(3),
                note.group(4),
                status == null || !status.matches("\\d{1,4}") ? null : Integer.valueOf(status),
                note.group(6) == null ? null : Long.valueOf(note.group(6)),
                unescaped(note.group(7)));
    }

    private static @Nullable Long millis(String time) {
        try {
            return Instant.parse(time).toEpochMilli();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The lines of a file from the last to the first. A last one without its end is still being written: it is left out. */
    private static final class Backwards {
        private final SeekableByteChannel channel;
        private final long stop;
        private long start; // what is from here on has been read
        private byte[] rest = {}; // of what has been read: all before the lines that were returned
        private int end; // of the part of it that is not yet returned

        Backwards(SeekableByteChannel channel) throws IOException {
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
}
