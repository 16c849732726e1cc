package smart.service.admin.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.admin.task.Tasks;

/**
 * Protects the admin port. Reads are open to anyone who reaches the port under an allowed host name ({@link HostRule}).
 * Changes must not come from another web site ({@link OriginRule}), and need the configured credentials. Without
 * configured credentials, changes are allowed on loopback only. Every response gets {@link SecurityHeaders}.
 */
public final class AdminGuard extends HttpFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AdminGuard.class);
    private static final Set<String> READING = Set.of("GET", "HEAD");
    /** The scheme of a challenge to the console. It asks for credentials itself; for Basic, the browser would ask, too. */
    private static final String CONSOLE = "SmartConsole";

    private final boolean loopback;
    private final HostRule hosts;
    private final @Nullable Credentials credentials;

    /**
     * @param loopback whether the admin port listens on loopback only
     * @param credentials the credentials for changes, or null for none
     * @param names the allowed host names, besides localhost and addresses
     */
    public AdminGuard(boolean loopback, @Nullable Credentials credentials, Collection<String> names) {
        this.loopback = loopback;
        this.credentials = credentials;
        this.hosts = new HostRule(names);
    }

    /**
     * The guard of an admin port.
     *
     * @param bindHost the address or name that it listens on; a name becomes an allowed host name
     * @throws UnknownHostException if that name does not resolve
     */
    public static AdminGuard of(String bindHost, @Nullable Credentials credentials, Collection<String> names)
            throws UnknownHostException {
        Set<String> all = new HashSet<>(names);
        all.add(bindHost);
        return new AdminGuard(InetAddress.getByName(bindHost).isLoopbackAddress(), credentials, all);
    }

    /** Whether tasks can be run, as far as this does not depend on the caller. */
    public Access access() {
        if (credentials != null) {
            return Access.CREDENTIALS;
        }
        return loopback ? Access.OPEN : Access.OFF;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.set(response);
        if (!hosts.allows(request.getServerName())) {
            refuse(
                    request,
                    response,
                    403,
                    "the admin port does not have this host name: use localhost or an address, or add the name to adminHosts");
        } else if (READING.contains(request.getMethod()) || mayChange(request, response)) {
            chain.doFilter(request, response);
        }
    }

    /** Whether the request may change something. If not, this has sent the response. */
    private boolean mayChange(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!OriginRule.allows(request)) {
            refuse(request, response, 403, "requests from another site are not allowed");
            return false;
        }
        if (credentials == null) {
            if (!loopback) {
                refuse(request, response, 403, Access.OFF.why());
            }
            return loopback;
        }
        if (!credentials.match(request.getHeader("Authorization"))) {
            String scheme = request.getHeader(Tasks.SERVICE_ID) == null ? "Basic" : CONSOLE;
            response.setHeader("WWW-Authenticate", scheme + " realm=\"smart\", charset=\"UTF-8\"");
            refuse(request, response, 401, Access.CREDENTIALS.why());
            return false;
        }
        return true;
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String why)
            throws IOException {
        LOG.warn("refused {} with {}: {}", request.getRemoteAddr(), status, why);
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((why + '\n').getBytes(UTF_8));
    }
}
