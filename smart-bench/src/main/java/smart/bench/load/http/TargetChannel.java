package smart.bench.load.http;

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
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The shared parts of all connections to a target: its addresses, the requests' bytes, the response decoder.
 * Thread-safe.
 */
public final class TargetChannel {
    private final Target target;
    private final List<InetSocketAddress> addresses;
    private final List<RequestBytes> requests;
    private final AtomicInteger next = new AtomicInteger();
    private final @Nullable SslContext tls;

    public TargetChannel(Target target) {
        this.target = target;
        this.addresses = target.addresses().stream()
                .map(address -> new InetSocketAddress(address, target.port()))
                .toList();
        this.requests = target.calls().stream()
                .map(call -> RequestBytes.of(target, call))
                .toList();
        this.tls = target.isSecure() ? tls(target.insecure()) : null;
    }

    /** The next request to send: in order across all connections, or at random. May be called from any thread. */
    RequestBytes next(SplittableRandom random) {
        int count = requests.size();
        if (count == 1) {
            return requests.get(0);
        }
        int index = target.shuffled() ? random.nextInt(count) : Math.floorMod(next.getAndIncrement(), count);
        return requests.get(index);
    }

    boolean isTraced() {
        return target.trace();
    }

    boolean closes() {
        return target.closes();
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

    void initialize(Channel channel, ResponseReader reader) {
        if (tls != null) {
            SslHandler handler = tls.newHandler(channel.alloc(), target.host(), target.port());
            handler.setHandshakeTimeoutMillis(target.timeout().toMillis());
            channel.pipeline().addLast(handler);
        }
        channel.pipeline().addLast(new Decoder(reader), reader);
    }

    /** The TLS handshake of a new channel, or null without TLS. */
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
        private final ResponseReader reader;

        Decoder(ResponseReader reader) {
            super(new HttpDecoderConfig()
                    .setMaxHeaderSize(64 * 1024)
                    .setMaxChunkSize(64 * 1024)
                    .setValidateHeaders(false)
                    .setInitialBufferSize(256));
            this.reader = reader;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
            reader.bytesCame();
            super.channelRead(ctx, message);
        }

        @Override
        protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return reader.isHead() || super.isContentAlwaysEmpty(message);
        }
    }
}
