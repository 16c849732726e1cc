package smart.service.admin.console.watch;

import org.jspecify.annotations.Nullable;
import smart.service.admin.console.process.SteadyClock;

/**
 * Something that happened, and that one who looks later wants to know.
 *
 * @param kind {@code state}, {@code task} or {@code start}
 * @param level of a state, as on the page, or the empty text
 * @param from when it began, in milliseconds since the epoch
 * @param to when it ended; null while it lasts
 * @param title such as {@code Backend failing}
 * @param detail such as {@code 412 calls failed}, or the empty text
 */
public record Event(String kind, String level, long from, @Nullable Long to, String title, String detail) {
    public Event at(SteadyClock clock) {
        return new Event(kind, level, clock.wall(from), to == null ? null : clock.wall(to), title, detail);
    }
}
