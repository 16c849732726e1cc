package smart.service.server;

import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import smart.service.request.Call;
import smart.service.request.Calls;
import smart.service.request.jersey.JerseyCalls;
import smart.service.request.jersey.SmartResource;

/**
 * Handles calls on the selector thread that read them. They never block, so a dispatch to another thread would only
 * cost a context switch. All other requests may block, and go to a thread of their own port.
 *
 * <p>It installs itself in front of the server's other handlers when the server starts.
 */
public final class CallDispatch extends Handler.Wrapper implements LifeCycle.Listener {
    private final Calls calls;
    private final PendingWrites pending;
    private final JerseyCalls jersey;

    /**
     * @param maxPendingBytes the most bytes of unread responses in total
     * @param jersey receives the admitted calls
     */
    public CallDispatch(Calls calls, long maxPendingBytes, JerseyCalls jersey) {
        this.calls = calls;
        this.pending = new PendingWrites(maxPendingBytes);
        this.jersey = jersey;
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        Server server = (Server) starting;
        setHandler(server.getHandler());
        server.setHandler(this);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!isCall(request)) {
            threads(request).execute(() -> handleHere(request, response, callback));
            return true;
        }
        CallerConnection connection =
                (CallerConnection) request.getConnectionMetaData().getConnection();
        if (connection.takeTurn()) {
            begin(request, response, callback);
        } else {
            connection.loop().later(() -> begin(request, response, callback));
        }
        return true;
    }

    private void begin(Request request, Response response, Callback callback) {
        Call call = calls.begin(new JettyCaller(request, response, callback, pending));
        if (call != null) {
            jersey.handle(call, request.getMethod());
        }
    }

    /** The threads of the requested port: a slow response on the admin port uses none of the other ports' threads. */
    private static Executor threads(Request request) {
        return request.getConnectionMetaData().getConnector().getExecutor();
    }

    private void handleHere(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable e) { // Like the server; the callback is called in any case.
            Response.writeError(request, response, callback, e);
        }
    }

    private static boolean isCall(Request request) {
        return request.getConnectionMetaData().getConnection() instanceof CallerConnection
                && SmartResource.PATH.equals(request.getHttpURI().getPath())
                && (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()));
    }
}
