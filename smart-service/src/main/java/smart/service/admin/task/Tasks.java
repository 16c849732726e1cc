package smart.service.admin.task;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dropwizard.servlets.tasks.Task;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.config.BadParameter;

/**
 * Runs the tasks in place of Dropwizard's servlet, which responds only with 200 or 500 and logs a stack trace for an
 * invalid parameter. Here a {@link BadParameter} gets 400, and an {@link IOException} 503, with its message. A request
 * for another process, by {@value #SERVICE_ID}, gets 409, and one for a task that does not exist 404. Each run is one
 * line in the log: the caller's address, the task, its parameters and its output.
 */
public final class Tasks extends HttpFilter {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    private static final int MAX_LOGGED = 1000;

    /**
     * The request's field with the id of the process that it is for, {@code service.id} in {@code /console/now}; a
     * request without it is for any. The console sends it: behind a forwarded port, another process may answer by now.
     */
    public static final String SERVICE_ID = "Smart-Service-Id";

    private final Map<String, Task> tasks;
    private final String serviceId;
    private final Listener listener;

    /**
     * @param serviceId of this process
     * @param listener receives each successful task
     */
    public Tasks(List<Task> tasks, String serviceId, Listener listener) {
        this.serviceId = serviceId;
        this.listener = listener;
        this.tasks = tasks.stream().collect(Collectors.toMap(Task::getName, Function.identity()));
    }

    /** Receives the finished tasks. */
    @FunctionalInterface
    public interface Listener {
        /**
         * A task was run.
         *
         * @param by the caller's address
         * @param answer its output
         */
        void ran(String task, String by, String answer);
    }

    private record Answer(int status, String text) {}

    private static final Answer ANOTHER = new Answer(
            HttpServletResponse.SC_CONFLICT,
            "another process answers now than the one that this request is for: nothing was changed\n");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!"POST".equals(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        String name = name(request);
        Task task = tasks.get(name);
        if (task == null) {
            answer(response, unknown(name));
            return;
        }
        Map<String, List<String>> parameters = parameters(request);
        Answer answer = isForUs(request) ? run(task, parameters) : ANOTHER;
        LOG.info(
                "task {} by {}{}: {}{}",
                task.getName(),
                request.getRemoteAddr(),
                oneLine(described(parameters)),
                answer.status() == HttpServletResponse.SC_OK ? "" : "refused or failed, ",
                oneLine(answer.text().strip()));
        if (answer.status() == HttpServletResponse.SC_OK) {
            listener.ran(task.getName(), request.getRemoteAddr(), answer.text().strip());
        }
        answer(response, answer);
    }

    private static void answer(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(answer.text().getBytes(UTF_8));
    }

    /** What follows {@code /tasks/}; empty for nothing. */
    private static String name(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path.substring(1);
    }

    private Answer unknown(String name) {
        return new Answer(
                HttpServletResponse.SC_NOT_FOUND,
                "no task is called '" + oneLine(name) + "'; the tasks are "
                        + tasks.keySet().stream().sorted().collect(Collectors.joining(", ")) + '\n');
    }

    private boolean isForUs(HttpServletRequest request) {
        String id = request.getHeader(SERVICE_ID);
        return id == null || id.equals(serviceId);
    }

    private static Answer run(Task task, Map<String, List<String>> parameters) {
        StringWriter text = new StringWriter();
        try (PrintWriter output = new PrintWriter(text)) {
            task.execute(parameters, output);
            return new Answer(HttpServletResponse.SC_OK, text.toString());
        } catch (BadParameter e) {
            return new Answer(HttpServletResponse.SC_BAD_REQUEST, e.getMessage() + '\n');
        } catch (IOException e) {
            return new Answer(HttpServletResponse.SC_SERVICE_UNAVAILABLE, e.getMessage() + '\n');
        } catch (Exception e) {
            LOG.error("task {} failed", task.getName(), e);
            return new Answer(
                    HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "failed: " + e.getMessage() + "; the log has more\n");
        }
    }

    private static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        return parameters;
    }

    private static String described(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream().map(value -> parameter.getKey() + "=" + value))
                .collect(Collectors.joining(" ", parameters.isEmpty() ? "" : " with ", ""));
    }

    /** A caller can't forge a line of the log. */
    private static String oneLine(String text) {
        String cut = text.length() <= MAX_LOGGED ? text : text.substring(0, MAX_LOGGED) + "...";
        return cut.replaceAll("\\R", "; ").replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
