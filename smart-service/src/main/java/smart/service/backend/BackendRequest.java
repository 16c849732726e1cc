package smart.service.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.backend.address.UsedAddresses;

/**
 * A request to the backend. It has only safe methods and no body, so it may be sent twice.
 *
 * @param method the method
 * @param query the raw query to add to the backend's URL, or null for none
 * @param headers the fields to send; only end-to-end ones
 * @param id the request id, a token without spaces or control characters
 * @param deadline the deadline of the whole call, on the scale of {@link System#nanoTime()}
 * @param attempt which attempt at the call this is, from 1
 * @param attempts how many attempts the call may make
 * @param priority which calls are refused last, from 0 to {@link #HIGHEST}
 * @param allowed the time allowed for the whole call, in nanoseconds, for messages; 0 if unknown
 * @param loop the thread that serves the call
 * @param used the backend's addresses that the call's attempts have used
 * @param trace the call's trace, or null if it is not traced
 */
public record BackendRequest(
        Method method,
        @Nullable String query,
        List<Header> headers,
        String id,
        long deadline,
        int attempt,
        int attempts,
        int priority,
        long allowed,
        EventLoop loop,
        UsedAddresses used,
        @Nullable CallTrace trace) {

    /** The priority of a call that is refused last, and of every call if all are equal. */
    public static final int HIGHEST = 9;

    /** A request of an untraced call of the highest priority that has used no address yet. */
    public BackendRequest(
            Method method,
            @Nullable String query,
            List<Header> headers,
            String id,
            long deadline,
            int attempt,
            int attempts,
            long allowed,
            EventLoop loop) {
        this(
                method,
                query,
                headers,
                id,
                deadline,
                attempt,
                attempts,
                HIGHEST,
                allowed,
                loop,
                new UsedAddresses(),
                null);
    }

    /** The methods that Smart forwards. */
    public enum Method {
        GET,
        HEAD
    }

    /** The same request as attempt {@code number} of {@code total}. */
    public BackendRequest attempt(int number, int total) {
        return new BackendRequest(
                method, query, headers, id, deadline, number, total, priority, allowed, loop, used, trace);
    }

    /** The same request with other fields. */
    public BackendRequest with(List<Header> fields) {
        return new BackendRequest(
                method, query, fields, id, deadline, attempt, attempts, priority, allowed, loop, used, trace);
    }
}
