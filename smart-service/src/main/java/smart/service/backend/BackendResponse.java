package smart.service.backend;

import java.util.List;

/**
 * A complete response of the backend.
 *
 * @param status the status code
 * @param headers all fields, in the order in which they came
 * @param body the body's bytes as they came, empty for none; never changed after the response was made
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy for each reader would cost every request.
public record BackendResponse(int status, List<Header> headers, byte[] body) {

    /** Whether an attempt that got this response succeeded: any status below 500 other than 429. */
    public boolean isSuccess() {
        return status < 500 && status != 429;
    }
}
