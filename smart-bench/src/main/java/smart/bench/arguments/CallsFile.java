package smart.bench.arguments;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;
import smart.bench.load.http.RequestSpec;
import smart.bench.load.http.Target;

/**
 * Reads the file of {@code --urls}: a line for each request, {@code METHOD URL [BODY-FILE]}, separated by white space.
 * It skips empty lines and lines that begin with {@code #}. A URL may be a path of the target, such as
 * {@code /api/smart}; a full one must lead to the target. The name of a body file is relative to the folder of the
 * list.
 */
final class CallsFile {
    private static final int MAX_LINES = 100_000;

    private CallsFile() {}

    /** The first line with a full URL sets the target of all lines. */
    static URI firstUrl(Path file) throws UsageException {
        for (Line line : lines(file)) {
            if (!line.url.startsWith("/")) {
                return url(file, line, null);
            }
        }
        throw new UsageException("--urls: " + file + " has only paths; say where they lead, such as"
                + " smart-bench --urls " + file + " http://localhost:8000");
    }

    static List<RequestSpec> read(Path file, URI target) throws UsageException {
        List<RequestSpec> calls = new ArrayList<>();
        for (Line line : lines(file)) {
            URI uri = url(file, line, target);
            if (!origin(uri).equals(origin(target))) {
                throw wrong(file, line, "it leads to " + origin(uri) + ", but all requests go to " + origin(target));
            }
            String method;
            ByteBuffer body;
            try {
                method = new Parsing.Method().convert(line.method);
                Path folder = file.toAbsolutePath().getParent();
                body = line.body == null || folder == null ? null : Parsing.file(folder.resolve(line.body));
            } catch (TypeConversionException | UsageException e) {
                throw wrong(file, line, String.valueOf(e.getMessage()));
            }
            calls.add(new RequestSpec(method, uri, body));
        }
        return calls;
    }

    private record Line(int number, String method, String url, @Nullable String body) {}

    private static List<Line> lines(Path file) throws UsageException {
        List<Line> lines = new ArrayList<>();
        List<String> texts;
        try {
            texts = Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new UsageException("--urls: " + file + " is not UTF-8");
        } catch (IOException e) {
            throw new UsageException("--urls: can't read " + file);
        }
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                String[] words = text.split("\\s+", 3);
                Line line =
                        new Line(i + 1, words[0], words.length < 2 ? "" : words[1], words.length < 3 ? null : words[2]);
                if (words.length < 2) {
                    throw wrong(file, line, "a line is METHOD URL [BODY-FILE], such as GET /api/smart");
                }
                lines.add(line);
            }
        }
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new UsageException("--urls: " + file + " has " + lines.size() + " requests; from 1 to " + MAX_LINES
                    + " are allowed, a line for each: METHOD URL [BODY-FILE]");
        }
        return lines;
    }

    private static URI url(Path file, Line line, @Nullable URI target) throws UsageException {
        try {
            return TargetUrl.url(line.url.startsWith("/") && target != null ? origin(target) + line.url : line.url);
        } catch (UsageException e) {
            throw wrong(file, line, String.valueOf(e.getMessage()));
        }
    }

    private static String origin(URI uri) {
        String host = Target.hostOf(uri).toLowerCase(Locale.ROOT);
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + (host.contains(":") ? "[" + host + "]" : host) + ":"
                + Target.portOf(uri);
    }

    private static UsageException wrong(Path file, Line line, String why) {
        return new UsageException("--urls: line " + line.number + " of " + file + ": " + why);
    }
}
