package smart.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What all connections to a target share: its addresses, the request's bytes, how a response is decoded. Immutable. */
final class Wire {
    private final Target target;
    private final List<InetSocketAddress> addresses;
    private final ByteBuf request;
    private final @Nullable SslContext tls;

    Wire(Target target) {
        this.target = target;
        this.addresses = target.addresses().stream()
                .map(address -> new InetSocketAddress(address, target.port()))
                .toList();
        this.request = RequestBytes.of(target);
        this.tls = target.isSecure() ? tls(target.insecure()) : null;
    }

    boolean isHead() {
        return "HEAD".equals(target.method());
    }

    Expectation expectation() {
        return target.expectation();
    }

    long timeoutNanos() {
        return target.timeout().toNanos();
    }

    int addresses() {
        return addresses.size();
    }

    InetSocketAddress address(int index) {
        return addresses.get(index);
    }

    ByteBuf request() {
        return request.duplicate();
    }

    void initialize(Channel channel, ResponseReader reader) {
        if (tls != null) {
            SslHandler handler = tls.newHandler(channel.alloc(), target.host(), target.port());
            handler.setHandshakeTimeoutMillis(target.timeout().toMillis());
            channel.pipeline().addLast(handler);
        }
        channel.pipeline().addLast(new Decoder(isHead(), reader), reader);
    }

    /** The TLS handshake of a channel that has just connected, or null if there is none to do. */
    @Nullable Future<?> secured(Channel channel) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        return handler == null ? null : handler.handshakeFuture();
    }

    private static SslContext tls(boolean insecure) {
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            if (insecure) {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
            }
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** A response to HEAD has no content, whatever its headers say (RFC 9112 section 6.3). */
    private static final class Decoder extends HttpResponseDecoder {
        private final boolean head;
        private final ResponseReader reader;

        Decoder(boolean head, ResponseReader reader) {
            super(new HttpDecoderConfig()
                    .setMaxHeaderSize(64 * 1024)
                    .setMaxChunkSize(64 * 1024)
                    .setValidateHeaders(false)
                    .setInitialBufferSize(256));
            this.head = head;
            this.reader = reader;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
            reader.bytesCame();
            super.channelRead(ctx, message);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return head || super.isContentAlwaysEmpty(message);
        }
    }
}
