package smart.service.request.drain;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** While the service is draining, closes each connection after its response (RFC 9112 section 9.6). */
public final class DrainFilter extends HttpFilter {
    private final Drain drain;

    public DrainFilter(Drain drain) {
        this.drain = drain;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (drain.isOn()) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }
}
