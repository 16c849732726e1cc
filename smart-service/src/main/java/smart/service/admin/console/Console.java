package smart.service.admin.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.setup.AdminEnvironment;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Set;
import smart.service.admin.console.history.History;
import smart.service.admin.console.history.Range;
import smart.service.admin.console.process.SteadyClock;
import smart.service.admin.console.watch.Events;
import smart.service.admin.console.watch.Sampler;
import smart.service.admin.peers.Peers;
import smart.service.config.BadParameter;
import smart.service.errorlog.BackendErrorLog;
import smart.service.errorlog.NoteFilter;

/**
 * The console: the page, and the JSON that it polls. A response only reads existing data and runs no health check.
 *
 * @param clock the clock of the history and the events
 * @param errorLog the source of the error notes
 */
public record Console(
        Overview overview,
        Sampler sampler,
        Peers peers,
        History history,
        Events events,
        SteadyClock clock,
        BackendErrorLog errorLog) {
    private static final int MOST_NOTES = 1000;
    private static final int SOME_NOTES = 100;
    private static final int MOST_DIGITS = 15;
    private static final Set<String> FILTER = Set.of("kind", "text", "status", "detail");
    private static final Set<String> FILTER_AND_LIMIT = Set.of("kind", "text", "status", "detail", "limit");

    /** Adds the pages to the admin port. */
    public void addTo(AdminEnvironment admin, ObjectMapper mapper) {
        Pages.addTo(admin);
        json(
                admin,
                mapper,
                "now",
                (request, json) -> json.writePOJO(overview.now(
                        sampler.verdict().orElse(null), sampler.jvm().health())));
        json(admin, mapper, "history", this::writeHistory);
        json(
                admin,
                mapper,
                "events",
                (request, json) -> json.writePOJO(
                        events.all().stream().map(event -> event.at(clock)).toList()));
        json(admin, mapper, "peers", (request, json) -> json.writePOJO(peers.all()));
        json(admin, mapper, "errors", this::writeErrors);
        json(admin, mapper, "errors/groups", this::writeGroups);
        add(admin, "console-download", new ErrorLogDownload(errorLog), "/console/errors/download");
    }

    private static void json(AdminEnvironment admin, ObjectMapper mapper, String name, JsonServlet.Page page) {
        add(admin, "console-" + name.replace('/', '-'), new JsonServlet(mapper, page), "/console/" + name);
    }

    private static void add(AdminEnvironment admin, String name, Servlet servlet, String path) {
        admin.addServlet(name, servlet).addMapping(path);
    }

    private void writeHistory(HttpServletRequest request, JsonGenerator json) throws BadParameter, IOException {
        refuseOthers(request, Set.of("range", "after"));
        String text = request.getParameter("range");
        Range range = Range.of(text == null ? "" : text)
                .orElseThrow(() -> new BadParameter("range must be one of 5m, 15m, 1h, 6h"));
        history.write(json, range, number(request, "after", 0), clock.behind());
    }

    private void writeErrors(HttpServletRequest request, JsonGenerator json) throws BadParameter, IOException {
        refuseOthers(request, FILTER_AND_LIMIT);
        long limit = number(request, "limit", SOME_NOTES);
        if (limit < 1 || limit > MOST_NOTES) {
            throw new BadParameter("limit must be from 1 to " + MOST_NOTES);
        }
        json.writePOJO(errorLog.written().newest((int) limit, filter(request)));
    }

    private void writeGroups(HttpServletRequest request, JsonGenerator json) throws BadParameter, IOException {
        refuseOthers(request, FILTER);
        json.writePOJO(errorLog.written().groups(filter(request)));
    }

    private static void refuseOthers(HttpServletRequest request, Set<String> known) throws BadParameter {
        BadParameter.refuseOthers(request.getParameterMap().keySet(), known);
    }

    private static NoteFilter filter(HttpServletRequest request) throws BadParameter {
        return NoteFilter.of(
                request.getParameter("kind"),
                request.getParameter("text"),
                request.getParameter("status"),
                request.getParameter("detail"));
    }

    private static long number(HttpServletRequest request, String name, long otherwise) throws BadParameter {
        String text = request.getParameter(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1," + MOST_DIGITS + "}")) {
            throw new BadParameter(name + " must be a whole number");
        }
        return Long.parseLong(text);
    }
}
