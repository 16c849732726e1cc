package smart.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Follows the responses of one channel and tells its {@link Connection} how each ended. */
final class ResponseReader extends ChannelInboundHandlerAdapter {
    private final Connection connection;
    private final Expectation expectation;
    private final @Nullable JsonBody json;

    private int status;
    private boolean keepAlive;

    ResponseReader(Connection connection, Expectation expectation) {
        this.connection = connection;
        this.expectation = expectation;
        this.json = expectation.json() ? new JsonBody() : null;
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

    private void read(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isFailure() || !connection.isBusy()) {
            connection.broken(ctx.channel(), Outcome.MALFORMED);
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
            connection.abort(Outcome.TOO_LARGE);
        } else if (last && HttpStatusClass.valueOf(status) != HttpStatusClass.INFORMATIONAL) {
            complete();
        }
    }

    private void complete() {
        int completed = status;
        status = 0;
        Outcome outcome = Outcome.SUCCEEDED;
        if (!expectation.meets(completed)) {
            outcome = Outcome.STATUS;
        } else if (json != null && !json.isValid()) {
            outcome = Outcome.INVALID_JSON;
        }
        if (json != null) {
            json.clear();
        }
        connection.responded(outcome, completed, keepAlive);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.broken(ctx.channel(), status == 0 ? Outcome.RESET : Outcome.TRUNCATED);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        connection.broken(ctx.channel(), status == 0 ? Outcome.RESET : Outcome.TRUNCATED);
    }
}
