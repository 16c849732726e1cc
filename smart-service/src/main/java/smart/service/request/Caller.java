package smart.service.request;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.EventLoop;

/** The caller's side of a call: one request on one connection, and the means to respond. Used by the loop's thread. */
public interface Caller {

    /** The thread that serves the connection, and so the call. */
    EventLoop loop();

    Method method();

    /** The raw query without the question mark, or null for none. */
    @Nullable String query();

    /** The fields as they came. */
    HttpFields fields();

    /** The caller's address; an IPv6 address in its usual notation without brackets. */
    String address();

    /** {@code http} or {@code https}. */
    String scheme();

    /** Whether the request is one of HTTP/1.0; otherwise it is one of HTTP/1.1. */
    boolean isHttp10();

    /** Runs {@code gone} if the connection is closed or reset before {@link #respond}. */
    void watch(Runnable gone);

    /**
     * Writes the complete response without blocking.
     *
     * @param last whether to close the connection afterwards
     * @param written receives the result
     */
    void respond(CallerResponse answer, boolean last, Written written);

    /**
     * Closes the connection of a caller that is gone.
     *
     * @param status for the access log
     */
    void abandon(int status);

    /** Is called once, when the response is written or has failed. */
    @FunctionalInterface
    interface Written {
        /**
         * The response is written, or can't be.
         *
         * @param failure why it could not be written, or null on success
         */
        void ended(@Nullable Throwable failure);
    }
}
