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
 * Handles calls on the selector's thread that read them: they never wait, so that a change of thread would only cost. Whatever
 * else is asked for may wait, and is given to a thread of its own port.
 *
 * <p>Puts itself in front of the server's other handlers when the server starts.
 */
public final class CallDispatch extends Handler.Wrapper implements LifeCycle.Listener {
    private final Calls calls;
    private final PendingWrites pending;
    private final JerseyCalls jersey;

    /**
     * @param maxPendingBytes the most that callers may leave unread in all
     * @param jersey takes the calls that are admitted
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
        Call call = calls.begin(new JettyCaller(request, response, callback, pending));
        if (call != null) {
            jersey.handle(call, request.getMethod());
        }
        return true;
    }

    /** The threads of the port that was asked: a slow answer on the admin port takes none of the others'. */
    private static Executor threads(Request request) {
        return request.getConnectionMetaData().getConnector().getExecutor();
    }

    private void handleHere(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable e) { // As the server does; the callback hears of it in any case.
            Response.writeError(request, response, callback, e);
        }
    }

    private static boolean isCall(Request request) {
        return request.getConnectionMetaData().getConnection() instanceof CallerConnection
                && SmartResource.PATH.equals(request.getHttpURI().getPath())
                && (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()));
    }
}
