package smart.service.tracing;

import org.eclipse.jetty.http.HttpFields;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.EventLoop;
import smart.service.request.Caller;
import smart.service.request.CallerResponse;

/** A caller that has said nothing of a trace, and is told nothing. */
final class QuietCaller implements Caller {
    @Override
    public EventLoop loop() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Method method() {
        return Method.GET;
    }

    @Override
    public String query() {
        return null;
    }

    @Override
    public HttpFields fields() {
        return HttpFields.EMPTY;
    }

    @Override
    public String address() {
        return "192.0.2.1";
    }

    @Override
    public String scheme() {
        return "http";
    }

    @Override
    public void watch(Runnable gone) {}

    @Override
    public void respond(CallerResponse answer, boolean last, Written written) {}

    @Override
    public void abandon() {}
}
