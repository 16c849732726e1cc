package smart.mock.scenario.read;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A scenario that can't be played. The message says where and why, in one line: what it quotes is escaped. */
public final class ScenarioException extends Exception {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]");

    private final @Nullable Integer index;

    ScenarioException(Place place, String reason) {
        super(oneLine(place + reason));
        this.index = place.entry;
    }

    private static String oneLine(String message) {
        return CONTROL.matcher(message)
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }

    /** The entry at fault, counted from 0, in its stub where there are any; null if it is none of them. */
    public @Nullable Integer index() {
        return index;
    }
}
