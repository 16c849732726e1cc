package smart.bench.arguments;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import smart.bench.load.http.Expectation;
import smart.bench.load.http.RequestSpec;
import smart.bench.load.http.Target;

/** The options for requests and how they are sent. */
final class RequestOptions {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_THREADS = 64;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            converter = Parsing.Method.class,
            description = "GET, or another")
    private @Nullable String method;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            converter = Parsing.Header.class,
            description = "add a header to each request; may be repeated")
    private List<Target.Header> headers = new ArrayList<>();

    @Option(
            names = "--body",
            paramLabel = "TEXT|@FILE",
            description = "send this, or what is in that file, with each request")
    private @Nullable String body;

    @Option(
            names = "--urls",
            paramLabel = "FILE",
            description = "send the requests of that file, a line for each: METHOD URL [BODY-FILE]")
    private @Nullable Path urls;

    @Option(names = "--shuffle", description = "with --urls: at random, not one after the other")
    private boolean shuffle;

    @Option(
            names = "--trace",
            description = "send a traceparent (W3C) with each request, and name the trace of the slowest")
    private boolean trace;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = Parsing.Time.class,
            description = "for one request; 30s")
    private @Nullable Duration timeout;

    @Option(names = "--threads", paramLabel = "N", description = "event loops that send; half the cores, at most 4")
    private @Nullable Integer threads;

    @Option(
            names = "--expect-status",
            paramLabel = "LIST",
            converter = Parsing.Statuses.class,
            description = "statuses that are a success, as 200,204 or 2xx; 2xx,3xx")
    private Parsing.Statuses.@Nullable Expected statuses;

    @Option(names = "--expect-json", description = "a body that is not valid JSON is a failure")
    private boolean json;

    @Option(names = "--insecure", description = "accept any TLS certificate")
    private boolean insecure;

    @Option(names = "--i-may-load-this-host", description = "allow a target that is not on this machine")
    private boolean anywhere;

    boolean isTouched() {
        boolean requests = method != null || !headers.isEmpty() || body != null || urls != null || shuffle || trace;
        return requests || timeout != null || threads != null || statuses != null || json || insecure || anywhere;
    }

    boolean anywhere() {
        return anywhere;
    }

    /** Event loops that send; 0 for the default. */
    int threads() throws UsageException {
        Integer given = Parsing.within("--threads", threads, 1, MAX_THREADS);
        return given == null ? 0 : given;
    }

    boolean hasUrls() {
        return urls != null;
    }

    /** The given URL, or the first one of the file. */
    URI url(@Nullable String given) throws UsageException {
        if (given != null) {
            return TargetUrl.url(given);
        }
        if (urls == null) {
            throw new UsageException("a URL is needed: what to measure, such as http://localhost:8000/api/smart");
        }
        return CallsFile.firstUrl(urls);
    }

    Target target(URI uri) throws UsageException {
        if (shuffle && urls == null) {
            throw new UsageException("--shuffle goes with --urls");
        }
        if (urls != null && (method != null || body != null)) {
            throw new UsageException("--urls names the methods and bodies; --method and --body don't go with it");
        }
        ByteBuffer content = body == null ? null : Parsing.body(body);
        List<RequestSpec> calls = urls == null
                ? List.of(new RequestSpec(method == null ? "GET" : method, uri, content))
                : CallsFile.read(urls, uri);
        return new Target(
                uri,
                TargetUrl.of(uri, anywhere),
                calls,
                shuffle,
                headers,
                timeout == null ? DEFAULT_TIMEOUT : timeout,
                new Expectation(statuses == null ? Expectation.DEFAULT.statuses() : statuses.ranges(), json),
                insecure,
                trace);
    }
}
