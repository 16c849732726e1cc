package smart.service.backend;

import java.util.List;

/**
 * A complete response of the backend.
 *
 * @param status the status code
 * @param headers all fields in their original order
 * @param body the unchanged bytes of the body, empty for none; must not be modified
 */
@SuppressWarnings("ArrayRecordComponent") // Not compared anywhere. A defensive copy would cost every request.
public record BackendResponse(int status, List<Header> headers, byte[] body) {

    /** Whether an attempt that got this response succeeded: any status below 500 other than 429. */
    public boolean isSuccess() {
        return status < 500 && status != 429;
    }
}
