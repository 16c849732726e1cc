package smart.service.server;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

/** Makes {@link CallerConnection}s. */
final class CallerConnectionFactory extends HttpConnectionFactory {
    CallerConnectionFactory(HttpConfiguration configuration) {
        super(configuration);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new CallerConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
    }
}
