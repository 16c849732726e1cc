package smart.service.backend.client.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509TrustManager;
import smart.testkit.KeyStores;

/** TLS sockets of a server that asks for the client's certificate, trusts any, and keeps what it was told. */
final class WatchedSockets extends ServerSocketFactory {
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final List<String> clients = new CopyOnWriteArrayList<>();
    private final ServerSocketFactory sockets;
    private final List<String> protocols;

    /** @param protocols the versions of TLS; none for the JDK's */
    WatchedSockets(Path store, String... protocols) throws GeneralSecurityException, IOException {
        this.protocols = List.of(protocols);
        sockets = KeyStores.server(store, new Anybody()).getServerSocketFactory();
    }

    /** The names that clients asked for (SNI). */
    List<String> hosts() {
        return hosts;
    }

    /** The subjects of the clients' certificates. */
    List<String> clients() {
        return clients;
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        SSLServerSocket socket = (SSLServerSocket) sockets.createServerSocket();
        socket.setWantClientAuth(true);
        if (!protocols.isEmpty()) {
            socket.setEnabledProtocols(protocols.toArray(String[]::new));
        }
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(new AnyName()));
        socket.setSSLParameters(parameters);
        return socket;
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException();
    }

    private final class AnyName extends SNIMatcher {
        AnyName() {
            super(StandardConstants.SNI_HOST_NAME);
        }

        @Override
        public boolean matches(SNIServerName name) {
            hosts.add(new String(name.getEncoded(), UTF_8));
            return true;
        }
    }

    private final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            clients.add(chain[0].getSubjectX500Principal().getName());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException("this is a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
