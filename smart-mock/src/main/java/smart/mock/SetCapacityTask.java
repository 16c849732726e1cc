package smart.mock;

import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /tasks/set-capacity?value=20}, on the admin port: changes how many requests are worked on at a time. Requests
 * already in work continue, even if they exceed the new number.
 */
final class SetCapacityTask extends Task {
    private static final int MOST = 1_000_000;

    private final Mock mock;

    SetCapacityTask(Mock mock) {
        super("set-capacity");
        this.mock = mock;
    }

    /** @throws IllegalArgumentException if the value is not allowed, or there is no capacity; the message says so */
    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        String value = String.join(", ", parameters.getOrDefault("value", List.of("none")));
        int capacity = value.matches("[0-9]{1,7}") ? Integer.parseInt(value) : 0;
        if (capacity < 1 || capacity > MOST) {
            throw new IllegalArgumentException("value is 1 to 1000000, not " + value);
        }
        if (!mock.resize(capacity)) {
            throw new IllegalArgumentException("the mock was started without --capacity: it works on any number");
        }
        output.println("capacity: " + capacity);
    }
}
