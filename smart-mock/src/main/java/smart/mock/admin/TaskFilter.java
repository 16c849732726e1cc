package smart.mock.admin;

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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs a task in place of Dropwizard's servlet, which responds with 500 to a wrong parameter and logs a stack trace.
 * Here an {@link IllegalArgumentException} gets 400, with its message, and a task that does not exist 404, with those
 * that do.
 */
public final class TaskFilter extends HttpFilter {
    /** Dropwizard's own, which its servlet runs. */
    private static final Set<String> OTHERS = Set.of("gc", "log-level");

    private final transient Task task;

    /** @param task the one that it runs */
    public TaskFilter(Task task) {
        this.task = task;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo();
        String name = path == null ? "" : path.substring(1);
        if (!request.getMethod().equals("POST") || OTHERS.contains(name)) {
            chain.doFilter(request, response);
        } else if (name.equals(task.getName())) {
            run(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            answer(response, "no task is called '" + oneLine(name) + "'; the tasks are " + known() + '\n');
        }
    }

    private String known() {
        return Stream.concat(OTHERS.stream(), Stream.of(task.getName()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private void run(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        var text = new StringWriter();
        try (var output = new PrintWriter(text)) {
            task.execute(parameters, output);
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            text.write(oneLine(String.valueOf(e.getMessage())) + '\n');
        } catch (Exception e) {
            throw new ServletException(e);
        }
        answer(response, text.toString());
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static void answer(HttpServletResponse response, String text) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(text.getBytes(UTF_8));
    }
}
