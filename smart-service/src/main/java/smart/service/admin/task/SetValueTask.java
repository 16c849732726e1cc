package smart.service.admin.task;

import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import smart.service.config.BadParameter;
import smart.service.config.Settings;

/**
 * {@code POST /tasks/set-...?value=...}: changes one setting, and prints the old and the new value as in a file. A
 * value that the configuration would not allow is refused, and changes nothing.
 */
public final class SetValueTask<T> extends Task {
    private final String key;
    private final Reader<T> reader;
    private final Supplier<String> current;
    private final Setter<T> setter;
    private final Settings settings;

    /** Makes a value of a parameter. */
    public interface Reader<T> {
        /**
         * The value of that parameter.
         *
         * @throws BadParameter if it is missing or not allowed
         */
        T read(String parameter) throws BadParameter;
    }

    /** Puts a value in force. */
    public interface Setter<T> {
        /**
         * Puts {@code value} into force.
         *
         * @throws BadParameter if that is not possible now
         */
        void set(T value) throws BadParameter;
    }

    /**
     * A task that changes the setting with that key.
     *
     * @param current the value in force, as written in a file
     * @param settings receives the change
     */
    public SetValueTask(
            String name, String key, Reader<T> reader, Supplier<String> current, Setter<T> setter, Settings settings) {
        super(name);
        this.key = key;
        this.reader = reader;
        this.current = current;
        this.setter = setter;
        this.settings = settings;
    }

    @Override
    public synchronized void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        T value = reader.read(Parameters.value(parameters));
        String before = current.get();
        setter.set(value);
        String after = current.get();
        settings.changed(key, after);
        output.println(key + ": " + before + " -> " + after);
    }
}
