package smart.service.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.BackendFailure.NoConnection;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.Requests;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;

final class FailuresTest {
    private final Failures failures = new Failures(429, new ObjectMapper());

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, 504, TIMEOUT, http_response_timeout",
        "REFUSED, 502, BACKEND_ERROR, connection_refused",
        "RESET, 502, BACKEND_ERROR, connection_terminated",
        "MALFORMED, 502, BACKEND_ERROR, http_protocol_error",
        "TRUNCATED, 502, BACKEND_ERROR, http_response_incomplete",
        "TOO_LARGE, 502, BACKEND_ERROR, http_response_body_size",
        "INVALID_JSON, 502, BACKEND_ERROR, http_protocol_error"
    })
    void aTimeoutIs504AndTheRestOfTheBackendsFailuresAre502(Kind kind, int status, Outcome outcome, String error) {
        CallerResponse answer = failures.answer(new Broken(kind, "to 192.0.2.1:80"), Method.GET, "id");
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(lines(answer)).contains("Proxy-Status: " + "smart; error=" + error);
        assertThat(lines(answer)).contains("X-Request-Id: " + "id");
        assertThat(lines(answer)).contains("Content-Type: application/problem+json\r\n");
        assertThat(new String(answer.body(), UTF_8)).doesNotContain("192.0.2.1");
    }

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_HOST, 502, dns_error",
        "BAD_CERTIFICATE, 502, tls_certificate_error",
        "TLS_ALERT, 502, tls_alert_received",
        "NO_TLS, 502, tls_protocol_error",
        "NOT_IN_TIME, 504, connection_timeout",
        "POOL_EXHAUSTED, 504, connection_limit_reached"
    })
    void aProblemNamesTheReasonWhyThereIsNoConnection(NoConnection why, int status, String error) {
        CallerResponse answer = failures.answer(new Broken(why, "to 192.0.2.1:80", null), Method.GET, "id");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(lines(answer)).contains("Proxy-Status: smart; error=" + error + "\r\n");
    }

    @Test
    void aStatusOfTheBackendIsRelayed() {
        CallerResponse answer = failures.answer(new BackendFailure.Status(Requests.response(503)), Method.GET, "id");
        assertThat(answer.outcome()).isEqualTo(Outcome.BACKEND_STATUS);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(lines(answer)).doesNotContain("Proxy-Status");
    }

    @Test
    void aRefusalHasTheConfiguredStatusAndRetryAfter() {
        InFlightLimiter none = new InFlightLimiter(0, new MetricRegistry(), () -> 0);
        Throwable refusal = new LimitedBackend(none, request -> null)
                .send(Requests.get("id"))
                .handle((response, failure) -> failure)
                .join();
        CallerResponse answer = failures.answer(refusal, Method.GET, "id");
        assertThat(answer.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(lines(answer)).contains("Retry-After: " + "1");
    }

    @Test
    void aCancelledCallIsToldThatWeStop() {
        CallerResponse answer = failures.answer(new CancellationException(), Method.GET, "id");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(lines(answer)).contains("Retry-After: 1\r\n");
    }

    @Test
    void anAnswerToHeadHasTheLengthAndNoBody() {
        CallerResponse get = failures.answer(new Broken(Kind.RESET, "x"), Method.GET, "id");
        CallerResponse head = failures.answer(new Broken(Kind.RESET, "x"), Method.HEAD, "id");
        assertThat(head.body()).isEmpty();
        assertThat(lines(head)).contains("Content-Length: " + get.body().length + "\r\n");
    }

    private static String lines(CallerResponse answer) {
        return new String(answer.fields(), UTF_8);
    }

    @Test
    void anythingElseIsABugOfOurs() {
        CallerResponse answer = failures.answer(new IllegalStateException("secret"), Method.GET, "id");
        assertThat(answer.outcome()).isEqualTo(Outcome.INTERNAL);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), UTF_8)).doesNotContain("secret");
    }
}
