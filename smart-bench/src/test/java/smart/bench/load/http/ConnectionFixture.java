package smart.bench.load.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import smart.testkit.RawServer;

/** Single connections, with an event loop that ends after each test. */
final class ConnectionFixture implements AfterEachCallback {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    Connection connection(RawServer server) {
        TargetChannel wire = new TargetChannel(
                Target.get(URI.create(server.url()), List.of(InetAddress.getLoopbackAddress()), TIMEOUT));
        return new Lane(0, (EventLoop) loops.next(), wire, new Bootstrap().channel(NioSocketChannel.class)).add();
    }

    @Override
    public void afterEach(ExtensionContext context) throws InterruptedException {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
}
