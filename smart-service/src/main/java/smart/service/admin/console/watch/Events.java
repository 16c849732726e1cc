package smart.service.admin.console.watch;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import smart.service.admin.console.state.State;
import smart.service.admin.console.state.State.Level;
import smart.service.admin.console.state.State.Rule;
import smart.service.admin.console.watch.StatusHysteresis.Seen;

/**
 * The newest hundred events since the start of the service: problems, and the tasks that operators ran. Safe for use by
 * many threads.
 */
public final class Events {
    private static final int MOST = 100;
    private static final int MOST_DETAIL = 200;
    /** A state that returns within this time counts as the same one. */
    private static final long PAUSE_MILLIS = 60_000;

    private final InstantSource clock;
    // All guarded by this.
    private final Deque<Event> over = new ArrayDeque<>();
    private final Map<Rule, Open> open = new EnumMap<>(Rule.class);
    private long changes;
    private long lastLook;

    private record Open(Level level, long from, long lastSeen, long failedBefore, long failed) {
        Open seen(Level now, long time, long failures) {
            return new Open(now.compareTo(level) > 0 ? now : level, from, time, failedBefore, failures);
        }

        Event event(Rule rule, boolean lasts) {
            long calls = failed - failedBefore;
            return new Event(
                    "state",
                    level.label(),
                    from,
                    lasts ? null : lastSeen,
                    rule.title(),
                    calls == 0 ? "" : (calls == 1 ? "1 call" : calls + " calls") + " failed");
        }
    }

    public Events(InstantSource clock) {
        this.clock = clock;
    }

    /** The service has started. */
    public void started(String version) {
        add("start", "Started", "version " + version);
    }

    /** Records a task; {@code answer} is its output. */
    public void task(String name, String by, String answer) {
        String words = answer.replaceAll("\\p{Cntrl}+", "; ");
        add(
                "task",
                name,
                (words.length() > MOST_DETAIL ? words.substring(0, MOST_DETAIL) + "…" : words) + ", by " + by);
    }

    private synchronized void add(String kind, String title, String detail) {
        long now = clock.millis();
        append(new Event(kind, "", now, now, title, detail));
    }

    /**
     * Records the states that are shown now.
     *
     * @param failedBefore the number of failed calls at the start of the window that the states judge
     * @param failed the number of failed calls now
     */
    synchronized void see(List<Seen> states, long now, long failedBefore, long failed) {
        Map<Rule, Level> wrong = states.stream()
                .map(Seen::state)
                .filter(state -> state.level().isWrong() && state.rule() != Rule.RECOVERING) // Its cause is listed.
                .collect(Collectors.toMap(State::rule, State::level));
        wrong.forEach((rule, level) -> open.put(
                rule,
                open.getOrDefault(rule, new Open(level, now, now, failedBefore, failed))
                        .seen(level, now, failed)));
        if (!open.isEmpty()) {
            changes++;
        }
        lastLook = now;
        List.copyOf(open.entrySet()).stream()
                .filter(entry -> now - entry.getValue().lastSeen() >= PAUSE_MILLIS)
                .forEach(entry -> {
                    open.remove(entry.getKey());
                    append(entry.getValue().event(entry.getKey(), false));
                });
    }

    private void append(Event event) {
        over.addLast(event);
        if (over.size() > MOST) {
            over.removeFirst();
        }
        changes++;
    }

    /** A version number, which changes with the list. */
    public synchronized long changes() {
        return changes;
    }

    /** All of them, the newest beginning first. */
    public synchronized List<Event> all() {
        Stream<Event> now = open.entrySet().stream().map(entry -> entry.getValue()
                .event(entry.getKey(), entry.getValue().lastSeen() == lastLook));
        List<Event> all = new ArrayList<>(Stream.concat(over.stream(), now).toList());
        all.sort(Comparator.comparingLong(Event::from).reversed());
        return List.copyOf(all);
    }
}
