package smart.service.request.jersey;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * The first filter. Refuses all methods except GET and HEAD. This includes {@code OPTIONS}, which Jersey would answer
 * by itself, and {@code TRACE}, which Dropwizard would refuse without the {@code Allow} that RFC 9110 section 15.5.6
 * requires.
 */
public final class MethodFilter extends HttpFilter {
    private static final Set<String> ALLOWED = Set.of("GET", "HEAD");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (ALLOWED.contains(request.getMethod())) {
            chain.doFilter(request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        }
    }
}
