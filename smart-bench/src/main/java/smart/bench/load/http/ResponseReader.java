package smart.bench.load.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Follows the responses of one channel and reports the result of each to its {@link Connection}. It reports only after
 * reading everything that arrived with the last byte, so that a second response to the same request is not taken for
 * the next one.
 */
final class ResponseReader extends ChannelInboundHandlerAdapter {
    private final Connection connection;
    private final Expectation expectation;
    private final @Nullable JsonBody json;

    private int status;
    private boolean keepAlive;
    private boolean begun;
    private @Nullable RequestOutcome complete;
    private long completeAt;

    ResponseReader(Connection connection, Expectation expectation) {
        this.connection = connection;
        this.expectation = expectation;
        this.json = expectation.json() ? new JsonBody() : null;
    }

    /** Whether the current request is a HEAD. */
    boolean isHead() {
        return connection.isHead();
    }

    /** Bytes of a response are about to be decoded. */
    void bytesCame() {
        begun = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (connection.isCurrent(ctx.channel())) {
                read(ctx, (HttpObject) message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        deliver();
        ctx.fireChannelReadComplete();
    }

    private void read(ChannelHandlerContext ctx, HttpObject part) {
        if (!connection.isBusy()) {
            // A server may say with this status that it closes an idle connection (RFC 9110 section 15.5.9).
            boolean closesIdle =
                    part instanceof HttpResponse response && response.status().code() == 408;
            if (closesIdle) {
                connection.close();
            } else {
                connection.surplus();
            }
            return;
        }
        if (part.decoderResult().isFailure() || complete != null) {
            complete = null;
            boolean cut = part.decoderResult().cause() instanceof PrematureChannelClosureException;
            connection.broken(ctx.channel(), cut ? RequestOutcome.TRUNCATED : RequestOutcome.MALFORMED);
            return;
        }
        if (part instanceof HttpResponse response) {
            status = response.status().code();
            keepAlive = HttpUtil.isKeepAlive(response);
        }
        if (part instanceof HttpContent content) {
            content(content.content(), part instanceof LastHttpContent);
        }
    }

    private void content(ByteBuf bytes, boolean last) {
        if (json != null && !json.add(bytes)) {
            json.clear();
            connection.abort(RequestOutcome.TOO_LARGE);
        } else if (last && HttpStatusClass.valueOf(status) != HttpStatusClass.INFORMATIONAL) {
            complete = outcome();
            completeAt = System.nanoTime();
        }
    }

    private RequestOutcome outcome() {
        boolean wellFormed = json == null || hasNoContent() || json.isValid();
        if (json != null) {
            json.clear();
        }
        if (!expectation.meets(status)) {
            return RequestOutcome.STATUS;
        }
        return wellFormed ? RequestOutcome.SUCCEEDED : RequestOutcome.INVALID_JSON;
    }

    /** These have none, whatever their fields say (RFC 9112 section 6.3), so it can't be malformed. */
    private boolean hasNoContent() {
        return connection.isHead() || status == 204 || status == 304;
    }

    private void deliver() {
        RequestOutcome outcome = complete;
        if (outcome != null) {
            int completed = status;
            complete = null;
            status = 0;
            begun = false;
            connection.responded(outcome, completed, keepAlive, completeAt);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deliver();
        connection.broken(ctx.channel(), begun ? RequestOutcome.TRUNCATED : RequestOutcome.RESET);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        deliver();
        connection.broken(ctx.channel(), begun ? RequestOutcome.TRUNCATED : RequestOutcome.RESET);
    }
}
