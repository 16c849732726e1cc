package smart.service.backend;

import java.util.List;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.address.UsedAddresses;

/** Requests and responses for tests. */
public final class Requests {
    private Requests() {}

    /** A GET with that id, whose deadline is far away. */
    public static BackendRequest get(String id) {
        return new BackendRequest(Method.GET, null, List.of(), id, Long.MAX_VALUE, 1, 1, 0, new DirectLoop());
    }

    /** A GET of that priority. */
    public static BackendRequest get(String id, int priority) {
        return new BackendRequest(
                Method.GET,
                null,
                List.of(),
                id,
                Long.MAX_VALUE,
                1,
                1,
                priority,
                0,
                new DirectLoop(),
                new UsedAddresses(),
                null);
    }

    /** A request with that query and those fields. */
    public static BackendRequest of(Method method, @Nullable String query, Header... fields) {
        return new BackendRequest(method, query, List.of(fields), "id", Long.MAX_VALUE, 1, 1, 0, new DirectLoop());
    }

    /** A response without headers and body. */
    public static BackendResponse response(int status) {
        return new BackendResponse(status, List.of(), new byte[0]);
    }
}
