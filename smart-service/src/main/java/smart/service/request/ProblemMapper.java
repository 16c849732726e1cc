package smart.service.request;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers what Jersey refuses, such as a path that there is not, as a {@link Problem}. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private final Failures failures;

    @Context
    private HttpHeaders headers;

    @SuppressWarnings("NullAway.Init") // Jersey sets the field.
    public ProblemMapper(Failures failures) {
        this.failures = failures;
    }

    @Override
    public Response toResponse(Throwable failure) {
        String id = RequestId.of(headers.getHeaderString(RequestId.HEADER));
        if (!(failure instanceof WebApplicationException refusal)) {
            return failures.answer(failure, id).response();
        }
        int status = refusal.getResponse().getStatus();
        return Failures.problem(status, Problem.detail(status), "http_request_error", id)
                .build();
    }
}
