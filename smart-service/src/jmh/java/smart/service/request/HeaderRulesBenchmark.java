package smart.service.request;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;
import smart.service.request.http.HeaderRules;

/** The fields of a browser's request and of a usual response. */
@State(Scope.Benchmark)
public class HeaderRulesBenchmark {
    private final HttpFields request = HttpFields.build()
            .add("Host", "smart.example:8000")
            .add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            .add("Accept", "application/json")
            .add("Accept-Language", "en-GB,en;q=0.5")
            .add("Accept-Encoding", "gzip, deflate, br")
            .add("Connection", "keep-alive")
            .add("Cookie", "session=0123456789abcdef")
            .add("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
            .add("X-Forwarded-For", "192.0.2.1")
            .asImmutable();

    private final BackendResponse response = new BackendResponse(
            200,
            List.of(
                    new Header("Server", "backend"),
                    new Header("Date", "Tue, 24 Nov 2026 12:00:00 GMT"),
                    new Header("Content-Type", "application/json"),
                    new Header("Content-Length", "12"),
                    new Header("Connection", "keep-alive"),
                    new Header("ETag", "\"1\"")),
            new byte[12]);

    @Benchmark
    public List<Header> toBackend() {
        return HeaderRules.toBackend(request, "192.0.2.2", "http", false, "7f3a7f3a7f3a7f3a");
    }

    @Benchmark
    public CallerResponse toCaller() {
        return CallerResponse.relay(Outcome.SUCCESS, response, Method.GET, "7f3a7f3a7f3a7f3a");
    }
}
