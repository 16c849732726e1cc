package smart.service;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.dropwizard.core.cli.EnvironmentCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.util.Duration;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import smart.service.config.Bundled;
import smart.service.config.Setting;

/**
 * Has the way of a call loaded and compiled before the first caller comes: a service of its own, on a free port of loopback,
 * with metrics and an error log that nobody sees, is called in front of a backend that answers at once. The first calls of
 * a JVM take a hundred times as long as later ones, and a service that is started anew under load would have a backlog
 * of seconds.
 */
final class Rehearsal extends EnvironmentCommand<SmartConfiguration> {
    private static final String LOOPBACK = "127.0.0.1";
    private static final ByteBuffer ANSWER = ByteBuffer.wrap("{\"time\": 0}".getBytes(US_ASCII));
    private static final List<String> TALKATIVE = List.of("org.eclipse.jetty", "io.dropwizard", "smart");

    private final long nanos;

    private Rehearsal(SmartApplication application, Duration duration) {
        super(application, "rehearsal", "");
        nanos = duration.toNanoseconds();
    }

    /**
     * Rehearses for that long, after a start that takes about as long as the service's own. What goes wrong is left to the
     * real start to tell.
     */
    static void play(Duration duration) {
        if (duration.toNanoseconds() == 0) {
            return;
        }
        List<Level> levels = quieten();
        try {
            Path folder = Files.createTempDirectory("smart-rehearsal");
            Path errorLog = folder.resolve("errors.log");
            Server backend = backend();
            try {
                backend.start();
                rehearse(backend.getURI(), errorLog, duration);
            } finally {
                backend.stop();
                Files.deleteIfExists(errorLog);
                Files.delete(folder);
            }
        } catch (Exception e) {
            LoggerFactory.getLogger(Rehearsal.class).warn("the first calls will be slow: the rehearsal failed", e);
        } finally {
            restore(levels);
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
        List<Setting> settings = new ArrayList<>();
        Map.of(
                        "ports",
                        "0",
                        "adminPort",
                        "0",
                        "adminHost",
                        LOOPBACK,
                        "workers",
                        "1",
                        "backend.url",
                        backend.toString(),
                        "errorLog.file",
                        errorLog.toString())
                .forEach((key, value) -> settings.add(new Setting(key, "the rehearsal", value)));
        application.commandLine(settings);
        Bootstrap<SmartConfiguration> bootstrap = new Bootstrap<>(application);
        application.initialize(bootstrap);
        SmartConfiguration configuration = bootstrap
                .getConfigurationFactoryFactory()
                .create(
                        SmartConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(bootstrap.getConfigurationSourceProvider(), Bundled.PATH);
        Health.configure(configuration.health(), false);
        new Rehearsal(application, duration).run(bootstrap, new Namespace(Map.of()), configuration);
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
            URL url = new URL("http", LOOPBACK, port.getLocalPort(), "/api/smart");
            Thread second = new Thread(() -> call(url), "rehearsal");
            second.start();
            call(url);
            second.join();
        } finally {
            server.stop();
        }
    }

    private void call(URL url) {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < nanos) {
                HttpURLConnection call = (HttpURLConnection) url.openConnection();
                try (InputStream body = call.getInputStream()) {
                    body.readAllBytes();
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(Rehearsal.class).warn("the first calls will be slow: a rehearsed one failed", e);
        }
    }

    private static List<Level> quieten() {
        return TALKATIVE.stream()
                .map(name -> {
                    Logger logger = (Logger) LoggerFactory.getLogger(name);
                    Level level = logger.getLevel();
                    logger.setLevel(Level.WARN);
                    return level;
                })
                .toList();
    }

    private static void restore(List<Level> levels) {
        for (int i = 0; i < levels.size(); i++) {
            ((Logger) LoggerFactory.getLogger(TALKATIVE.get(i))).setLevel(levels.get(i));
        }
    }
}
