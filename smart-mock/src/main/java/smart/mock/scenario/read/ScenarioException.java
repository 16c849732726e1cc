package smart.mock.scenario.read;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An invalid scenario. The message says where and why, in one line with escaped quotes. */
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

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The index of the invalid entry, from 0, within its stub if there are stubs; null if no entry is at fault. */
    public @Nullable Integer index() {
        return index;
    }
}
