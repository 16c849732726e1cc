package smart.service.admin.task;

import io.dropwizard.servlets.tasks.GarbageCollectionTask;
import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import smart.service.config.BadParameter;

/** {@code POST /tasks/gc?runs=2}: Dropwizard's task, which by itself takes what is no number for one run. */
public final class GcTask extends Task {
    private static final String RUNS = "runs";

    private final GarbageCollectionTask task = new GarbageCollectionTask();

    public GcTask() {
        super("gc");
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        BadParameter.refuseOthers(parameters.keySet(), Set.of(RUNS));
        String runs = Parameters.optional(parameters, RUNS);
        if (runs != null && !runs.matches("[1-9]")) {
            throw new BadParameter("runs is '" + runs + "', must be from 1 to 9");
        }
        task.execute(runs == null ? Map.of() : Map.of(RUNS, List.of(runs)), output);
    }
}
