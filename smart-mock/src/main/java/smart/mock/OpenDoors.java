package smart.mock;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import smart.mock.wire.AnyRequest;

/** Prepares Dropwizard's server, at its start, for requests that only a mock gets: its ports accept everything. */
final class OpenDoors implements LifeCycle.Listener {
    private final Mock mock;

    OpenDoors(Mock mock) {
        this.mock = mock;
    }

    @Override
    public void lifeCycleStarting(LifeCycle starting) {
        if (starting instanceof Server server) {
            for (var connector : server.getConnectors()) {
                if (isTheMocks(connector.getName())) {
                    AnyRequest.allow((ServerConnector) connector);
                }
            }
            server.setErrorHandler(new ByPort(mock.refusals(), server.getErrorHandler()));
            server.insertHandler(new WithoutPath(mock.handler()));
        }
    }

    private static boolean isTheMocks(String connectorName) {
        return "application".equals(connectorName);
    }

    private static boolean isForTheMock(Request request) {
        return isTheMocks(request.getConnectionMetaData().getConnector().getName());
    }

    private record ByPort(Request.Handler application, Request.Handler admin) implements Request.Handler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            return (isForTheMock(request) ? application : admin).handle(request, response, callback);
        }
    }

    /**
     * Dropwizard's servlet context, which contains the mock, is selected by the path, and {@code OPTIONS *} has none.
     */
    private static final class WithoutPath extends Handler.Wrapper {
        private final Handler application;

        WithoutPath(Handler application) {
            this.application = application;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            var path = request.getHttpURI().getCanonicalPath();
            boolean hasPath = path != null && path.startsWith("/");
            if (hasPath || !isForTheMock(request)) {
                return super.handle(request, response, callback);
            }
            return application.handle(request, response, callback);
        }

        /** The wrapped handler may block. */
        @Override
        public InvocationType getInvocationType() {
            return InvocationType.BLOCKING;
        }
    }
}
