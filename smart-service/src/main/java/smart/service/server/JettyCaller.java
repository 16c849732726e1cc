package smart.service.server;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import smart.service.backend.BackendRequest.Method;
import smart.service.backend.EventLoop;
import smart.service.request.Caller;
import smart.service.request.CallerResponse;
import smart.service.request.http.Ipv6Text;

/** A caller whose request and response are Jetty's. */
final class JettyCaller implements Caller {
    /** With a heap buffer, the JDK would copy all remaining bytes at each write, however few the socket accepts. */
    private static final int SLICE = 64 * 1024;

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final CallerConnection connection;
    private final PendingWrites pending;

    /** @param callback completed when the response is written */
    JettyCaller(Request request, Response response, Callback callback, PendingWrites pending) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.connection = (CallerConnection) request.getConnectionMetaData().getConnection();
        this.pending = pending;
    }

    @Override
    public EventLoop loop() {
        return connection.loop();
    }

    @Override
    public Method method() {
        return HttpMethod.HEAD.is(request.getMethod()) ? Method.HEAD : Method.GET;
    }

    @Override
    public @Nullable String query() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public HttpFields fields() {
        return request.getHeaders();
    }

    @Override
    public String address() {
        if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress remote
                && remote.getAddress() != null) {
            return remote.getAddress() instanceof Inet6Address v6
                    ? Ipv6Text.compressed(v6)
                    : remote.getAddress().getHostAddress();
        }
        return Request.getRemoteAddr(request);
    }

    @Override
    public String scheme() {
        return request.getConnectionMetaData().isSecure() ? "https" : "http"; // The target may name another one.
    }

    @Override
    public boolean isHttp10() {
        return connection.getHttpVersion() == HttpVersion.HTTP_1_0;
    }

    @Override
    public void watch(Runnable gone) {
        connection.watch(gone);
    }

    @Override
    public void respond(CallerResponse answer, boolean last, Written written) {
        connection.unwatch();
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        fields.add(new HeadGenerator.Head(answer.fields()));
        if (last || connection.hasUnreadBody()) {
            fields.add(HttpFields.CONNECTION_CLOSE);
        }
        Writing writing = new Writing(written, answer.fields().length + answer.body().length);
        if (answer.body().length <= SLICE) {
            response.write(true, ByteBuffer.wrap(answer.body()), writing);
        } else {
            fields.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
            Content.copy(new ByteBufferContentSource(slices(answer.body())), response, writing);
        }
        if (!writing.done) {
            writing.pending = true;
            connection.pending(writing);
            pending.add(writing);
        }
    }

    private static List<ByteBuffer> slices(byte[] body) {
        List<ByteBuffer> slices = new ArrayList<>(body.length / SLICE + 1);
        for (int start = 0; start < body.length; start += SLICE) {
            slices.add(ByteBuffer.wrap(body, start, Math.min(SLICE, body.length - start)));
        }
        return slices;
    }

    @Override
    public void abandon(int status) {
        connection.unwatch();
        connection.getEndPoint().close();
        response.setStatus(status);
        // After any other failure, Jetty would make an error response for nobody, and log its status.
        callback.failed(new Request.Handler.AbortException("the caller has gone"));
    }

    /** A response that is being written. */
    private final class Writing implements Callback, PendingWrites.Write {
        private final Written written;
        private final int length;
        private volatile boolean done;
        private volatile boolean pending;

        Writing(Written written, int length) {
            this.written = written;
            this.length = length;
        }

        @Override
        public void succeeded() {
            ended(null);
            callback.succeeded();
        }

        @Override
        public void failed(Throwable failure) {
            ended(failure);
            callback.failed(failure);
        }

        private void ended(@Nullable Throwable failure) {
            done = true;
            if (pending) {
                connection.pending(null);
                JettyCaller.this.pending.remove(this);
            }
            written.ended(failure);
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public void cutOff() {
            connection.getEndPoint().close();
        }
    }
}
