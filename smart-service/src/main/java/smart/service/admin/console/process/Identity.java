package smart.service.admin.console.process;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.UUID;
import smart.service.build.Build;

/**
 * By what one console is told from another.
 *
 * @param id of this run of the service: nothing else has the same
 * @param host the machine's name; in a container mostly that of the pod
 * @param backend its host and port
 * @param build what is running
 */
public record Identity(String id, String host, String backend, Build build) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Of this process, in front of that backend. */
    public static Identity of(URI backend, Build build) {
        int standard = "https".equalsIgnoreCase(backend.getScheme()) ? HTTPS : HTTP;
        int port = backend.getPort() == -1 ? standard : backend.getPort();
        return new Identity(UUID.randomUUID().toString(), hostName(), backend.getHost() + ":" + port, build);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
