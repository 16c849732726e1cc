package smart.service.errorlog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendFailure.Kind;
import smart.service.config.BadParameter;
import smart.service.errorlog.NoteReader.Note;

/**
 * A filter of error notes; null matches everything.
 *
 * @param kind the kind of failure
 * @param text a text in the raw or unescaped line; case does not matter
 * @param status the status in the note, {@code -} for none
 * @param detail the complete detail
 */
public record NoteFilter(
        @Nullable String kind, @Nullable String text, @Nullable String status, @Nullable String detail) {
    /**
     * A filter as it is asked for.
     *
     * @throws BadParameter if there is no such kind or status; an empty kind is any
     */
    public static NoteFilter of(
            @Nullable String kind, @Nullable String text, @Nullable String status, @Nullable String detail)
            throws BadParameter {
        List<String> kinds = Arrays.stream(Kind.values()).map(Kind::label).toList();
        if (kind != null && !kind.isEmpty() && !kinds.contains(kind)) {
            throw new BadParameter("kind must be one of " + String.join(", ", kinds));
        }
        if (status != null && !status.matches("-|\\d{1,4}")) {
            throw new BadParameter("status must be a number such as 503, or - for none");
        }
        return new NoteFilter(kind, text, status, detail);
    }

    /** All of them. */
    public static final NoteFilter ALL = new NoteFilter(null, null, null, null);

    /** A fast check of the unparsed line: whether it may pass the filter. */
    boolean mayTake(String line) {
        return (kind == null || kind.isEmpty() || line.contains(" kind=" + kind + " "))
                && (text == null || text.isEmpty() || hasText(line, lower(text)));
    }

    /** Whether the text is in the raw or the unescaped line. */
    private static boolean hasText(String line, String wanted) {
        String lower = lower(line);
        return lower.contains(wanted)
                || (lower.indexOf('\\') >= 0 && NoteReader.unescaped(lower).contains(wanted));
    }

    boolean takes(Note note) {
        return (status == null || status.equals(note.status() == null ? "-" : String.valueOf(note.status())))
                && (detail == null || detail.equals(note.detail() == null ? note.line() : note.detail()));
    }

    private static String lower(String words) {
        return words.toLowerCase(Locale.ROOT);
    }
}
