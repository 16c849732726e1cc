package smart.service.admin.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The console's page, at {@code /}, and its assets, under {@code /console/}: files that the jar brings along. Browsers ask
 * each time whether they have changed, so that a new version is seen at once.
 */
final class StaticPages extends HttpServlet {
    private static final String INDEX = "/index.html";
    /** No name begins with a dot: nothing outside of the folder can be named. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "txt", "text/plain;charset=UTF-8",
            "woff2", "font/woff2");

    private final transient Map<String, Content> contents = new ConcurrentHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
    private record Content(byte[] bytes, String type, String tag) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath().isEmpty() ? INDEX : request.getPathInfo();
        Content content = path == null ? null : content(path);
        if (content == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", content.tag());
        if (content.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(content.type());
        response.setContentLength(content.bytes().length);
        response.getOutputStream().write(content.bytes());
    }

    private @Nullable Content content(String path) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !PATH.matcher(path).matches()) {
            return null;
        }
        Content known = contents.get(path);
        return known == null ? load(path, type) : known;
    }

    private @Nullable Content load(String path, String type) throws IOException {
        try (InputStream input = StaticPages.class.getResourceAsStream("/smart/service/admin/console" + path)) {
            if (input == null) {
                return null;
            }
            byte[] bytes = input.readAllBytes();
            Content content = new Content(bytes, type, '"' + digest(bytes) + '"');
            contents.put(path, content);
            return content;
        }
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
