package smart.service.tracing;

import org.eclipse.jetty.http.HttpFields;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.EventLoop;
import smart.service.request.Caller;
import smart.service.request.CallerResponse;

/** A caller that is told nothing. */
record QuietCaller(Method method, String scheme, String address, HttpFields fields) implements Caller {

    /** A GET without a field. */
    QuietCaller() {
        this(Method.GET, "http", "192.0.2.1", HttpFields.EMPTY);
    }

    /** A GET with these fields: names and values in turn. */
    static QuietCaller with(String... fields) {
        HttpFields.Mutable all = HttpFields.build();
        for (int i = 0; i < fields.length; i += 2) {
            all.add(fields[i], fields[i + 1]);
        }
        return new QuietCaller(Method.GET, "http", "192.0.2.1", all);
    }

    @Override
    public EventLoop loop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String query() {
        return null;
    }

    @Override
    public boolean isHttp10() {
        return false;
    }

    @Override
    public void watch(Runnable gone) {}

    @Override
    public void respond(CallerResponse answer, boolean last, Written written) {}

    @Override
    public void abandon(int status) {}
}
