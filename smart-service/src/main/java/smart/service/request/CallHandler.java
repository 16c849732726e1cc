package smart.service.request;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Saves calls the way to another thread: a call never makes its thread wait, so it is handled on the thread that read it.
 * Whatever else is asked for may wait, and is handed to a server thread, as Jetty would by itself.
 *
 * <p>Puts itself in front of the server's other handlers when the server starts.
 */
public final class CallHandler extends Handler.Wrapper implements LifeCycle.Listener {

    @Override
    public void lifeCycleStarting(LifeCycle started) {
        Server server = (Server) started;
        setHandler(server.getHandler());
        server.setHandler(this);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (isCall(request)) {
            return super.handle(request, new Sliced(request, response), callback);
        }
        getServer().getThreadPool().execute(() -> handleHere(request, response, callback));
        return true;
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
        return SmartResource.PATH.equals(request.getHttpURI().getPath())
                && (HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod()))
                && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
                && !request.getHeaders().contains(HttpHeader.CONTENT_LENGTH);
    }
}
