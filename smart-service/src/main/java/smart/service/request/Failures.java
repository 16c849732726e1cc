package smart.service.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.DateGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendFailure.NoConnection;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.Header;
import smart.service.limit.LimitReached;
import smart.service.request.http.BadRequest;
import smart.service.request.http.ProblemDetails;
import smart.service.request.http.ProblemFields;
import smart.service.request.http.RequestId;

/** Maps every failure to the response that the caller gets. This is the only place that does so. Thread-safe. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final int rejectStatus;
    private final ObjectMapper mapper;
    /** Cached, since there are few problems and refusals must be cheap. */
    private final Map<ProblemDetails, byte[]> bodies = new ConcurrentHashMap<>();

    /** @param rejectStatus the status of a call that the limit refuses */
    public Failures(int rejectStatus, ObjectMapper mapper) {
        this.rejectStatus = rejectStatus;
        this.mapper = mapper;
    }

    /** The response for any failure. A bug in Smart is logged with its stack trace. */
    CallerResponse answer(Throwable failure, Method method, String requestId) {
        if (failure instanceof BackendFailure.Status status) {
            return CallerResponse.relay(Outcome.BACKEND_STATUS, status.response(), method, requestId);
        }
        Own own = own(failure, requestId);
        List<Header> fields = new ArrayList<>();
        fields.add(new Header("Date", DateGenerator.formatDate(System.currentTimeMillis())));
        fields.add(new Header("Content-Type", ProblemDetails.MEDIA_TYPE));
        fields.add(new Header(RequestId.HEADER, requestId));
        fields.add(ProblemFields.proxyStatus(own.error()));
        if (own.outcome() == Outcome.REJECTED) {
            fields.add(ProblemFields.RETRY_AFTER);
        }
        return CallerResponse.own(own.outcome(), own.status(), fields, body(own.status(), own.detail()), method);
    }

    /**
     * A response of Smart's own.
     *
     * @param error the name of the error in RFC 9209
     */
    private record Own(Outcome outcome, int status, String detail, String error) {}

    private Own own(Throwable failure, String requestId) {
        if (failure instanceof BackendFailure broken) {
            return broken(broken);
        }
        if (failure instanceof LimitReached) {
            return new Own(Outcome.REJECTED, rejectStatus, "Too many calls are in flight.", "connection_limit_reached");
        }
        if (failure instanceof BadRequest) {
            return new Own(Outcome.BAD_REQUEST, 400, failure.getMessage() + ".", "http_request_error");
        }
        if (failure instanceof CancellationException) {
            return new Own(Outcome.REJECTED, 503, ProblemDetails.STOPPING, ProblemDetails.STOPPING_ERROR);
        }
        LOG.error("request {} failed: this is a bug", requestId, failure);
        return new Own(Outcome.INTERNAL, 500, "Smart failed.", "proxy_internal_error");
    }

    private static Own broken(BackendFailure failure) {
        NoConnection why = failure instanceof BackendFailure.Broken broken ? broken.noConnection() : null;
        return switch (failure.kind()) {
            case TIMEOUT ->
                new Own(
                        Outcome.TIMEOUT,
                        504,
                        "The backend did not answer in time.",
                        why == null ? "http_response_timeout" : error(why));
            case REFUSED ->
                badGateway("The backend can't be reached.", why == null ? "connection_refused" : error(why));
            case RESET -> badGateway("The backend closed the connection.", "connection_terminated");
            case TRUNCATED -> badGateway("The backend's response is truncated.", "http_response_incomplete");
            case TOO_LARGE -> badGateway("The backend's response is too large.", "http_response_body_size");
            case INVALID_JSON -> badGateway("The backend's response is not JSON.", "http_protocol_error");
            case MALFORMED, STATUS -> badGateway("The backend's response is not valid HTTP.", "http_protocol_error");
        };
    }

    /** The names of RFC 9209 section 2.3. */
    private static String error(NoConnection why) {
        return switch (why) {
            case UNKNOWN_HOST -> "dns_error";
            case BAD_CERTIFICATE -> "tls_certificate_error";
            case TLS_ALERT -> "tls_alert_received";
            case NO_TLS -> "tls_protocol_error";
            case NO_SOCKET -> "proxy_internal_error";
            case NOT_IN_TIME -> "connection_timeout";
            case POOL_EXHAUSTED -> "connection_limit_reached";
        };
    }

    private static Own badGateway(String detail, String error) {
        return new Own(Outcome.BACKEND_ERROR, 502, detail, error);
    }

    private byte[] body(int status, String detail) {
        return bodies.computeIfAbsent(
                new ProblemDetails(Status.fromStatusCode(status).getReasonPhrase(), status, detail), problem -> {
                    try {
                        return mapper.writeValueAsBytes(problem);
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException(e); // It is a record of two strings and a number.
                    }
                });
    }
}
