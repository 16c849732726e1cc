package smart.service.errorlog;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import smart.service.errorlog.NoteReader.Note;

/**
 * Error notes grouped by their text. The group with the newest note comes first.
 *
 * @param others the number of notes in no group, since the number of groups is bounded
 * @param more whether there may be older notes
 */
public record NoteGroups(List<Group> groups, long others, boolean more) {
    private static final int MOST = 50;

    /**
     * Notes of one kind, status and detail.
     *
     * @param kind null if the line is not about a failed attempt
     * @param status null if none was read
     * @param detail the description
     * @param count how many there are
     * @param dropped the total number of dropped notes
     * @param first the time of the oldest, in milliseconds since the epoch
     * @param last the time of the newest
     */
    public record Group(
            @Nullable String kind,
            @Nullable Integer status,
            String detail,
            long count,
            long dropped,
            @Nullable Long first,
            @Nullable Long last) {

        private Group with(Note older) {
            return new Group(
                    kind,
                    status,
                    detail,
                    count + 1,
                    dropped + (older.dropped() == null ? 0 : older.dropped()),
                    older.time() == null ? first : older.time(),
                    last == null ? older.time() : last);
        }
    }

    /** Collects notes, the newest first. Not thread-safe. */
    static final class Gathering {
        private final Map<Key, Group> groups = new LinkedHashMap<>();
        private long others;

        private record Key(@Nullable String kind, @Nullable Integer status, String detail) {}

        boolean add(Note note) {
            String detail = note.detail() == null ? note.line() : note.detail();
            Key key = new Key(note.kind(), note.status(), detail);
            Group group = groups.get(key);
            if (group == null && groups.size() == MOST) {
                others++;
                return true;
            }
            Group known = group == null ? new Group(key.kind(), key.status(), detail, 0, 0, null, null) : group;
            groups.put(key, known.with(note));
            return true;
        }

        NoteGroups groups(boolean more) {
            List<Group> newestFirst = groups.values().stream()
                    .sorted(Comparator.comparingLong((Group group) -> group.last() == null ? 0 : group.last())
                            .reversed())
                    .toList();
            return new NoteGroups(newestFirst, others, more);
        }
    }
}
