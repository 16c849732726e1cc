package smart.service.errorlog;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the newest notes of an error log, from its end. It reads at most 4 MiB, however large the file is; use
 * {@code grep} for older notes.
 */
public final class NoteReader {
    private static final Pattern NOTE = Pattern.compile(
            "(\\S+)(?: request=(\\S+) attempt=(\\S+) kind=(\\S+) status=(\\S+)"
                    + " elapsed_ms=(\\d{1,18})(?: address=(\\S+))?(?: trace=([0-9a-f]{32}))?)?(?: dropped=(\\d{1,18}))? detail=\"(.*)\"");

    private NoteReader() {}

    /**
     * A parsed line of the log. Missing or invalid parts are null.
     *
     * @param line the line itself
     * @param time in milliseconds since the epoch
     * @param address the backend's
     * @param trace the id of the call's trace
     * @param dropped the number of dropped notes that the line reports
     */
    public record Note(
            String line,
            @Nullable Long time,
            @Nullable String request,
            @Nullable String attempt,
            @Nullable String kind,
            @Nullable Integer status,
            @Nullable Long elapsedMs,
            @Nullable String address,
            @Nullable String trace,
            @Nullable Long dropped,
            @Nullable String detail) {}

    /**
     * Notes, the newest first.
     *
     * @param more whether there may be older ones
     */
    public record Notes(List<Note> notes, boolean more) {}

    /** Lines, the newest first; null at the end. */
    private interface Lines {
        @Nullable String next() throws IOException;
    }

    /**
     * The newest notes of a file.
     *
     * @param limit how many at the most
     */
    public static Notes newest(Path file, int limit, NoteFilter filter) throws IOException {
        List<Note> notes = new ArrayList<>();
        return new Notes(notes, read(file, filter, upTo(limit, notes)));
    }

    /** The newest notes of these lines, which come newest first. */
    static Notes newest(List<String> lines, int limit, NoteFilter filter) throws IOException {
        List<Note> notes = new ArrayList<>();
        return new Notes(notes, read(lines(lines), filter, upTo(limit, notes)));
    }

    /** The newest notes of a file, grouped by their text. */
    public static NoteGroups groups(Path file, NoteFilter filter) throws IOException {
        NoteGroups.Gathering gathering = new NoteGroups.Gathering();
        return gathering.groups(read(file, filter, gathering::add));
    }

    /** These lines, grouped by their text. */
    static NoteGroups groups(List<String> lines, NoteFilter filter) throws IOException {
        NoteGroups.Gathering gathering = new NoteGroups.Gathering();
        return gathering.groups(read(lines(lines), filter, gathering::add));
    }

    private static Predicate<Note> upTo(int limit, List<Note> notes) {
        return note -> notes.size() < limit && notes.add(note);
    }

    private static Lines lines(List<String> lines) {
        Iterator<String> iterator = lines.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }

    private static boolean read(Path file, NoteFilter filter, Predicate<Note> taken) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            LinesBackwards lines = new LinesBackwards(channel);
            return read(lines::next, filter, taken) || lines.gaveUp();
        } catch (NoSuchFileException e) {
            return false; // The file was deleted; the next note creates it again.
        }
    }

    /** Passes the notes on, the newest first, until the consumer stops. Returns whether there may be more. */
    private static boolean read(Lines lines, NoteFilter filter, Predicate<Note> taken) throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (filter.mayTake(line)) {
                Note note = note(line);
                if (filter.takes(note) && !taken.test(note)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The unescaped text: quotes and backslashes without escapes. */
    static String unescaped(String text) {
        return text.replaceAll("\\\\([\"\\\\])", "$1");
    }

    private static Note note(String line) {
        Matcher note = NOTE.matcher(line);
        if (!note.matches()) {
            return new Note(line, null, null, null, null, null, null, null, null, null, null);
        }
        String status = note.group(5);
        return new Note(
                line,
                millis(note.group(1)),
                note.group(2),
                note.group(3),
                note.group(4),
                status == null || !status.matches("\\d{1,4}") ? null : Integer.valueOf(status),
                number(note.group(6)),
                known(note.group(7)),
                note.group(8),
                number(note.group(9)),
                unescaped(note.group(10)));
    }

    private static @Nullable String known(@Nullable String address) {
        return "-".equals(address) ? null : address;
    }

    private static @Nullable Long number(@Nullable String digits) {
        return digits == null ? null : Long.valueOf(digits);
    }

    private static @Nullable Long millis(String time) {
        try {
            return Instant.parse(time).toEpochMilli();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
