package smart.service.admin.console.process;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.UUID;
import smart.service.build.Build;

/**
 * Identifies one console among others.
 *
 * @param id a unique id of this run of the service
 * @param host the machine's name; in a container usually the pod's name
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
