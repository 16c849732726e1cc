package smart.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.dropwizard.core.cli.EnvironmentCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.util.Duration;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.sourceforge.argparse4j.inf.Namespace;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import smart.service.config.Bundled;
import smart.service.config.Setting;

/**
 * Has the way of a call loaded and compiled: a service of its own, on a free port of loopback, with metrics and an error log
 * that nobody sees, is called in front of a backend that answers at once. The first calls of a JVM take fifty times as long as
 * later ones, and a service that is started anew under load would have a backlog of seconds.
 */
final class Rehearsal extends EnvironmentCommand<SmartConfiguration> {
    private static final String LOOPBACK = "127.0.0.1";
    private static final byte[] CALL = "GET /api/smart HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
    private static final char END = '}';
    private static final int MOST_ANSWER = 4096;

    /** Not Dropwizard's own prefix: {@code -Ddw.backend.url} is of the service's backend, which must hear nothing. */
    private static final String SYSTEM_PROPERTIES = "smart.rehearsal";

    private static final int ANSWER_TIMEOUT_MILLIS = 15_000;
    private static final int SAMPLE = 100;
    /** A call that takes no longer is fast enough to end the rehearsal. */
    private static final long FAST_NANOS = 1_000_000;

    private static final ByteBuffer ANSWER = ByteBuffer.wrap("{\"time\": 0}".getBytes(US_ASCII));

    /** The thread that is to call {@link #play}, and another one that it starts. */
    static final String THREAD = "rehearsal";

    private final long nanos;

    private Rehearsal(SmartApplication application, Duration duration) {
        super(application, "rehearsal", "");
        nanos = duration.toNanoseconds();
    }

    /**
     * Rehearses until calls are fast.
     *
     * @param duration how long at most, after a start that takes a part of the time that the service's own took
     * @param errorLog a file that may be written for as long, and is deleted then
     */
    static void play(Duration duration, Path errorLog) {
        LoggerContext logging = (LoggerContext) LoggerFactory.getILoggerFactory();
        TurboFilter quiet = new Quiet();
        logging.addTurboFilter(quiet);
        try {
            Server backend = backend();
            try {
                backend.start();
                rehearse(backend.getURI(), errorLog, duration);
            } finally {
                backend.stop();
                Files.deleteIfExists(errorLog);
            }
        } catch (Exception e) {
            LoggerFactory.getLogger(Rehearsal.class).warn("the first calls will be slow: the rehearsal failed", e);
        } finally {
            logging.getTurboFilterList().remove(quiet);
        }
    }

    private static Server backend() {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost(LOOPBACK);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
                response.write(true, ANSWER.slice(), callback);
                return true;
            }
        });
        return server;
    }

    private static void rehearse(URI backend, Path errorLog, Duration duration) throws Exception {
        SmartApplication application = new SmartApplication();
        List<Setting> settings = List.of(
                setting("ports", "0"),
                setting("adminPort", "0"),
                setting("adminHost", LOOPBACK),
                setting("workers", "1"),
                setting("warmUp", "0s"),
                setting("backend.url", backend.toString()),
                setting("errorLog.file", errorLog.toString()));
        application.commandLine(settings);
        Bootstrap<SmartConfiguration> bootstrap = new Bootstrap<>(application);
        application.initialize(bootstrap);
        SmartConfiguration configuration = bootstrap
                .getConfigurationFactoryFactory()
                .create(
                        SmartConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        SYSTEM_PROPERTIES)
                .build(bootstrap.getConfigurationSourceProvider(), Bundled.PATH);
        Health.configure(configuration.health(), false, false, false);
        new Rehearsal(application, duration).run(bootstrap, new Namespace(Map.of()), configuration);
    }

    private static Setting setting(String key, String value) {
        return new Setting(key, "the rehearsal", value);
    }

    @Override
    protected Class<SmartConfiguration> getConfigurationClass() {
        return SmartConfiguration.class;
    }

    @Override
    protected void run(Environment environment, Namespace namespace, SmartConfiguration configuration)
            throws Exception {
        configuration.server().getApplicationConnectors().forEach(connector -> ((HttpConnectorFactory) connector)
                .setBindHost(LOOPBACK));
        Server server = configuration.getServerFactory().build(environment);
        server.setStopTimeout(0);
        try {
            server.start();
            ServerConnector port = (ServerConnector) server.getConnectors()[0];
            Thread second = new Thread(() -> call(port.getLocalPort()), THREAD);
            second.setDaemon(true);
            second.start();
            call(port.getLocalPort());
            second.join();
        } finally {
            server.stop();
        }
    }

    /** On a bare socket: an HTTP client would have to be loaded and compiled as well. */
    private void call(int port) {
        long start = System.nanoTime();
        long sampleStart = start;
        byte[] answer = new byte[MOST_ANSWER];
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
            for (int calls = 1; System.nanoTime() - start < nanos; calls++) {
                socket.getOutputStream().write(CALL);
                int length = 0;
                while (length == 0 || answer[length - 1] != END) {
                    int read = socket.getInputStream().read(answer, length, answer.length - length);
                    if (read < 0) {
                        throw new EOFException("no whole answer");
                    }
                    length += read;
                }
                if (calls % SAMPLE == 0) {
                    long now = System.nanoTime();
                    if (now - sampleStart < SAMPLE * FAST_NANOS) {
                        return;
                    }
                    sampleStart = now;
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Rehearsal.class).warn("the first calls will be slow: a rehearsed one failed", e);
        }
    }

    /** That a second service starts and stops is of no interest to anybody. */
    private static final class Quiet extends TurboFilter {
        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable failure) {
            boolean ours = Thread.currentThread().getName().equals(THREAD);
            return ours && !level.isGreaterOrEqual(Level.WARN) ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
