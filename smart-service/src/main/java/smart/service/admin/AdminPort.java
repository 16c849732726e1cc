package smart.service.admin;

import io.dropwizard.core.setup.AdminEnvironment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import smart.service.admin.guard.AdminGuard;
import smart.service.admin.task.Tasks;

/** What hangs where on the admin port. */
public final class AdminPort {
    private AdminPort() {}

    /** Puts the guard in front of everything, and the tasks behind it. Dropwizard's CPU profile is closed. */
    public static void guard(AdminEnvironment admin, AdminGuard guard, Tasks tasks) {
        // The guard before all that was declared until now, the tasks after it: of two that are both put in front, the
        // later one would be the first.
        filter(admin, "guard", guard, false, "/*");
        filter(admin, "tasks", tasks, true, "/tasks/*");
        admin.setInitParameter("cpu-profile-enabled", "false"); // It would run for seconds, for whoever asks.
    }

    private static void filter(AdminEnvironment admin, String name, Filter filter, boolean after, String path) {
        admin.addFilter(name, filter).addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), after, path);
    }
}
