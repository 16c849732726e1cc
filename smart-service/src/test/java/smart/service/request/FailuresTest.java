package smart.service.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.Broken;
import smart.service.backend.BackendFailure.Kind;
import smart.service.backend.Requests;
import smart.service.limit.InFlightLimiter;
import smart.service.limit.LimitedBackend;
import smart.service.request.Failures.Answer;

final class FailuresTest {
    private final Failures failures = new Failures(429);

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
        Answer answer = failures.answer(new Broken(kind, "to 192.0.2.1:80"), "id");
        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.response().getStatus()).isEqualTo(status);
        assertThat(answer.response().getHeaderString("Proxy-Status")).isEqualTo("smart; error=" + error);
        assertThat(answer.response().getHeaderString("X-Request-Id")).isEqualTo("id");
        assertThat(answer.response().getMediaType()).hasToString("application/problem+json");
        assertThat(answer.response().getEntity()).asString().doesNotContain("192.0.2.1");
    }

    @Test
    void aStatusOfTheBackendIsRelayed() {
        Answer answer = failures.answer(new BackendFailure.Status(Requests.response(503)), "id");
        assertThat(answer.outcome()).isEqualTo(Outcome.BACKEND_STATUS);
        assertThat(answer.response().getStatus()).isEqualTo(503);
        assertThat(answer.response().getHeaderString("Proxy-Status")).isNull();
    }

    @Test
    void aRefusalHasTheConfiguredStatusAndRetryAfter() {
        InFlightLimiter none = new InFlightLimiter(0, new MetricRegistry(), () -> 0);
        Throwable refusal = new LimitedBackend(none, request -> null)
                .send(Requests.get("id"))
                .handle((response, failure) -> failure)
                .join();
        Answer answer = failures.answer(refusal, "id");
        assertThat(answer.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(answer.response().getStatus()).isEqualTo(429);
        assertThat(answer.response().getHeaderString("Retry-After")).isEqualTo("1");
    }

    @Test
    void aCancelledCallIsToldThatWeStop() {
        Response response = failures.answer(new CancellationException(), "id").response();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Connection")).isEqualTo("close");
    }

    @Test
    void anythingElseIsABugOfOurs() {
        Answer answer = failures.answer(new IllegalStateException("secret"), "id");
        assertThat(answer.outcome()).isEqualTo(Outcome.INTERNAL);
        assertThat(answer.response().getStatus()).isEqualTo(500);
        assertThat(answer.response().getEntity()).asString().doesNotContain("secret");
    }
}
