package smart.service.request;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.EventLoop;

/** Who calls, and the way back: one request on one connection. Used by the loop's thread. */
public interface Caller {

    /** The thread that serves the connection, and so the call. */
    EventLoop loop();

    Method method();

    /** The query as it came, without the question mark, or null for none. */
    @Nullable String query();

    /** The fields as they came. */
    HttpFields fields();

    /** The address that the connection comes from, an IPv6 one as it is usually written and without brackets. */
    String address();

    /** {@code http} or {@code https}. */
    String scheme();

    /** Has {@code gone} run where the connection is closed or reset before {@link #respond}. */
    void watch(Runnable gone);

    /**
     * Writes the answer, all of it at once, and waits for nothing.
     *
     * @param last whether the connection is to be closed afterwards
     * @param written hears how it went
     */
    void respond(CallerResponse answer, boolean last, Written written);

    /** Closes the connection, whose caller has gone: there is nobody to answer. */
    void abandon();

    /** Hears once whether the answer's last byte was written. */
    @FunctionalInterface
    interface Written {
        /**
         * The answer is out, or can't be written.
         *
         * @param failure why it could not be written, or null where it was
         */
        void ended(@Nullable Throwable failure);
    }
}
