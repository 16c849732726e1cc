package smart.service.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Bounds the requests that read or empty the error log. A disk that hangs, or a reader that is slow, holds a thread of the
 * admin port. That port also answers whether the service is alive. So more than {@value #MOST} at a time get 503 at once.
 */
final class ErrorLogRequests extends HttpFilter {
    /** Half of the threads that the admin port has for requests, with its usual {@code server.adminMaxThreads}. */
    static final int MOST = 3;

    private final Semaphore free = new Semaphore(MOST);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (free.tryAcquire()) {
            try {
                chain.doFilter(request, response);
            } finally {
                free.release();
            }
        } else {
            response.sendError(
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    MOST + " requests wait for the error log already: the disk hangs, or a reader is slow");
        }
    }
}
