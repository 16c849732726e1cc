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
import java.util.TreeMap;

/**
 * Runs a task in place of Dropwizard's servlet, which responds with 500 to a wrong parameter and logs a stack trace. Here
 * an {@link IllegalArgumentException} gets 400, with its message.
 */
public final class TaskFilter extends HttpFilter {
    private final transient Task task;

    /** @param task the one that it runs; all other requests pass */
    public TaskFilter(Task task) {
        this.task = task;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!request.getMethod().equals("POST") || !("/" + task.getName()).equals(request.getPathInfo())) {
            chain.doFilter(request, response);
            return;
        }
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        var text = new StringWriter();
        try (var output = new PrintWriter(text)) {
            task.execute(parameters, output);
        } catch (IllegalArgumentException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            text.write(String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?") + '\n');
        } catch (Exception e) {
            throw new ServletException(e);
        }
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write(text.toString().getBytes(UTF_8));
    }
}
