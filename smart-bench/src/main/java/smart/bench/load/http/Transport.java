package smart.bench.load.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/** The network transport: epoll on Linux, which costs less and has timers finer than a millisecond; NIO elsewhere. */
public enum Transport {
    /** Linux. */
    EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class),
    /** Anywhere. */
    NIO(NioSocketChannel.class, NioServerSocketChannel.class);

    private final Class<? extends SocketChannel> client;
    private final Class<? extends ServerSocketChannel> server;

    Transport(Class<? extends SocketChannel> client, Class<? extends ServerSocketChannel> server) {
        this.client = client;
        this.server = server;
    }

    /** The best one here. */
    public static Transport available() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** That many event loops on daemon threads. */
    public MultiThreadIoEventLoopGroup eventLoops(String name, int count) {
        IoHandlerFactory handlers = this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory(name, true), handlers);
    }

    /** The type of a listening socket. */
    public Class<? extends ServerSocketChannel> serverChannel() {
        return server;
    }

    public Bootstrap bootstrap() {
        return new Bootstrap().channel(client).option(ChannelOption.TCP_NODELAY, true);
    }
}
