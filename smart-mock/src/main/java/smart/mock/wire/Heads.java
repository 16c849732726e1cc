package smart.mock.wire;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import smart.mock.journal.Arrival;
import smart.mock.journal.Body;

/** Copies a request for the journal, without references to Jetty's objects. */
final class Heads {
    private Heads() {}

    static Arrival arrival(Request request, Body body) {
        var headers = request.getHeaders();
        var fields = new String[2 * headers.size()];
        int i = 0;
        for (var field : headers) {
            fields[i++] = field.getName();
            fields[i++] = field.getValue() == null ? "" : field.getValue();
        }
        var uri = request.getHttpURI();
        return new Arrival(request.getMethod(), path(request.getMethod(), uri), uri.getQuery(), body, fields);
    }

    /** CONNECT and OPTIONS * name no path, but a host and port, and the asterisk. */
    private static String path(String method, HttpURI uri) {
        if (HttpMethod.CONNECT.is(method)) {
            return String.valueOf(uri.getAuthority());
        }
        return uri.getPath() == null ? uri.asString() : uri.getPath();
    }
}
