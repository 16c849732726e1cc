package smart.service.admin;

import io.dropwizard.core.setup.AdminEnvironment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.EnumSet;
import smart.service.admin.guard.AdminGuard;
import smart.service.admin.task.Tasks;

/** The filters of the admin port. */
public final class AdminPort {
    private AdminPort() {}

    /**
     * Installs the guard in front of everything, and behind it the bound of requests for the error log, and the tasks.
     * Closes Dropwizard's CPU profile.
     */
    public static void guard(AdminEnvironment admin, AdminGuard guard, Tasks tasks) {
        // The guard goes before all filters declared so far, the tasks after them. If both went to the front, the one
        // added later would come first.
        filter(admin, "guard", guard, false, "/*");
        filter(
                admin,
                "error-log-requests",
                new ErrorLogRequests(),
                true,
                "/console/errors/*",
                "/tasks/clear-error-log");
        filter(admin, "tasks", tasks, true, "/tasks/*");
        admin.setInitParameter("cpu-profile-enabled", "false"); // A profile takes seconds, and anyone could start one.
    }

    private static void filter(AdminEnvironment admin, String name, Filter filter, boolean after, String... paths) {
        admin.addFilter(name, filter).addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), after, paths);
    }
}
