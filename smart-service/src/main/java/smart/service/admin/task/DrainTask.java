package smart.service.admin.task;

import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import smart.service.config.BadParameter;
import smart.service.request.drain.Drain;

/** {@code POST /tasks/drain} and {@code /tasks/resume}: drains the service, and ends the drain; see {@link Drain}. */
public final class DrainTask extends Task {
    private final Drain drain;
    private final boolean on;

    private DrainTask(String name, Drain drain, boolean on) {
        super(name);
        this.drain = drain;
        this.on = on;
    }

    /** The task that starts the drain. */
    public static DrainTask drain(Drain drain) {
        return new DrainTask("drain", drain, true);
    }

    /** The task that ends the drain. */
    public static DrainTask resume(Drain drain) {
        return new DrainTask("resume", drain, false);
    }

    @Override
    public synchronized void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        BadParameter.refuseOthers(parameters.keySet(), Set.of());
        boolean before = drain.isOn();
        drain.set(on);
        output.println("draining: " + before + " -> " + on);
    }
}
