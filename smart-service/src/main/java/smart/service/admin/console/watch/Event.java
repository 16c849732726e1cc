package smart.service.admin.console.watch;

import org.jspecify.annotations.Nullable;
import smart.service.admin.console.process.SteadyClock;

/**
 * An event that an operator may want to know about later.
 *
 * @param kind {@code state}, {@code task} or {@code start}
 * @param level the state's level as on the page, or an empty string
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
