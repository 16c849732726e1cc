package smart.service.request;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.BackendFailure;
import smart.service.limit.LimitReached;

/** What a caller is told of a failure: the one place that turns failures into statuses. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    private final int rejectStatus;

    /** @param rejectStatus the status of a call that the limit refuses */
    public Failures(int rejectStatus) {
        this.rejectStatus = rejectStatus;
    }

    /**
     * An answer.
     *
     * @param outcome how the call is counted
     * @param response what the caller gets
     */
    record Answer(Outcome outcome, Response response) {}

    /** The answer for a failure of any kind. One that is a bug of ours is logged with its stack trace. */
    Answer answer(Throwable failure, String requestId) {
        if (failure instanceof BackendFailure.Status status) {
            return new Answer(Outcome.BACKEND_STATUS, Relay.response(status.response(), requestId));
        }
        if (failure instanceof BackendFailure broken) {
            return broken(broken.kind(), requestId);
        }
        if (failure instanceof LimitReached) {
            Response response = problem(
                            rejectStatus, "Too many calls are in progress.", "connection_limit_reached", requestId)
                    .header("Retry-After", RETRY_AFTER_SECONDS)
                    .build();
            return new Answer(Outcome.REJECTED, response);
        }
        if (failure instanceof BadRequest) {
            return new Answer(
                    Outcome.BAD_REQUEST,
                    problem(400, failure.getMessage() + ".", "http_request_error", requestId)
                            .build());
        }
        if (failure instanceof CancellationException) {
            return new Answer(Outcome.REJECTED, shuttingDown(requestId));
        }
        LOG.error("request {} failed: this is a bug", requestId, failure);
        return new Answer(
                Outcome.INTERNAL,
                problem(500, "Smart failed.", "proxy_internal_error", requestId).build());
    }

    private static Answer broken(BackendFailure.Kind kind, String requestId) {
        return switch (kind) {
            case TIMEOUT ->
                new Answer(
                        Outcome.TIMEOUT,
                        problem(504, "The backend did not answer in time.", "http_response_timeout", requestId)
                                .build());
            case REFUSED -> badGateway("The backend can't be reached.", "connection_refused", requestId);
            case RESET -> badGateway("The backend closed the connection.", "connection_terminated", requestId);
            case TRUNCATED -> badGateway("The backend's response is cut.", "http_response_incomplete", requestId);
            case TOO_LARGE -> badGateway("The backend's response is too large.", "http_response_body_size", requestId);
            case INVALID_JSON -> badGateway("The backend's response is not JSON.", "http_protocol_error", requestId);
            case MALFORMED, STATUS ->
                badGateway("The backend's response is not HTTP.", "http_protocol_error", requestId);
        };
    }

    private static Answer badGateway(String detail, String error, String requestId) {
        return new Answer(
                Outcome.BACKEND_ERROR, problem(502, detail, error, requestId).build());
    }

    private static Response shuttingDown(String requestId) {
        return problem(503, "Smart is shutting down.", "proxy_internal_response", requestId)
                .header("Retry-After", RETRY_AFTER_SECONDS)
                .header("Connection", "close")
                .build();
    }

    /** A problem (RFC 9457) with {@code error} as RFC 9209 names it. */
    static Response.ResponseBuilder problem(int status, String detail, String error, String requestId) {
        Status known = Status.fromStatusCode(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .header(RequestId.HEADER, requestId)
                .header("Proxy-Status", "smart; error=" + error)
                .entity(new Problem(title, status, detail));
    }
}
