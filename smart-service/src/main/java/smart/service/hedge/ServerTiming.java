package smart.service.hedge;

import java.util.ArrayList;
import java.util.List;
import smart.service.backend.BackendFailure;
import smart.service.backend.BackendResponse;
import smart.service.backend.Header;

/** Adds {@code Server-Timing: attempts;desc="3", winner;desc="2"} to a response (W3C Server Timing). */
final class ServerTiming {
    private ServerTiming() {}

    /** The response of a call. */
    static BackendResponse won(BackendResponse response, int attempts, int winner) {
        return with(response, "attempts;desc=\"" + attempts + "\", winner;desc=\"" + winner + '"');
    }

    /** The failure of a call, if its response goes to the caller. */
    static Throwable failed(Throwable failure, int attempts) {
        return failure instanceof BackendFailure.Status status
                ? new BackendFailure.Status(with(status.response(), "attempts;desc=\"" + attempts + '"'))
                : failure;
    }

    private static BackendResponse with(BackendResponse response, String timing) {
        List<Header> headers = new ArrayList<>(response.headers().size() + 1);
        headers.addAll(response.headers());
        headers.add(new Header("Server-Timing", timing));
        return new BackendResponse(response.status(), headers, response.body());
    }
}
