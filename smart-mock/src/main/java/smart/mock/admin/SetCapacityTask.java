package smart.mock.admin;

import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * {@code POST /tasks/set-capacity?value=20}, on the admin port: changes how many requests are worked on at a time. Requests
 * already in work continue, even if they exceed the new number.
 */
public final class SetCapacityTask extends Task {
    private static final String VALUE = "value";
    private static final int MOST = 1_000_000;

    private final IntPredicate resize;

    /** @param resize changes the capacity; false if there is none to change */
    public SetCapacityTask(IntPredicate resize) {
        super("set-capacity");
        this.resize = resize;
    }

    /**
     * Changes the capacity.
     *
     * @throws IllegalArgumentException if a parameter is not allowed, or there is no capacity; the message says so
     */
    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        for (String name : parameters.keySet()) {
            if (!name.equals(VALUE)) {
                throw new IllegalArgumentException(name + " is not known; known here: " + VALUE);
            }
        }
        String value = String.join(", ", parameters.getOrDefault(VALUE, List.of("none")));
        int capacity = value.matches("[0-9]{1,7}") ? Integer.parseInt(value) : 0;
        if (capacity < 1 || capacity > MOST) {
            throw new IllegalArgumentException("value is 1 to " + MOST + ", not " + value);
        }
        if (!resize.test(capacity)) {
            throw new IllegalArgumentException("the mock was started without --capacity: it works on any number");
        }
        output.println("capacity: " + capacity);
    }
}
