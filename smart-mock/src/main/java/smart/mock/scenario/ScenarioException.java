package smart.mock.scenario;

import org.jspecify.annotations.Nullable;

/** A scenario that can't be played. The message says where and why. */
public final class ScenarioException extends Exception {
    private final @Nullable Integer index;

    ScenarioException(@Nullable Integer index, @Nullable String reason) {
        super(index == null ? reason : "entry " + index + ": " + reason);
        this.index = index;
    }

    /** The entry at fault, counted from 0; null if it is none of them. */
    public @Nullable Integer index() {
        return index;
    }
}
