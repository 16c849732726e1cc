package smart.service.request.drain;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.health.HealthCheck.Result;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import jakarta.servlet.DispatcherType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.request.http.ProblemErrorHandler;
import smart.service.request.jersey.MethodFilter;

final class DrainIT {
    private static final Drain DRAIN = new Drain();

    @RegisterExtension
    static final DropwizardAppExtension<Configuration> SERVER = new DropwizardAppExtension<>(
            Drained.class,
            null,
            ConfigOverride.config("server.applicationConnectors[0].port", "0"),
            ConfigOverride.config("server.adminConnectors[0].port", "0"));

    @AfterEach
    void resume() {
        DRAIN.set(false);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/known, 200", "GET, /api/unknown, 404", "POST, /api/known, 405"})
    void whileDrainingEveryAnswerClosesItsConnection(String method, String path, int status) throws Exception {
        DRAIN.set(true);

        HttpResponse<String> response = send(method, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues("Connection")).containsExactly("close");
    }

    @Test
    void otherwiseConnectionsAreKept() throws Exception {
        assertThat(send("GET", "/api/known").headers().allValues("Connection")).isEmpty();
    }

    @Test
    void theHealthCheckSaysSo() {
        DrainHealthCheck check = new DrainHealthCheck(DRAIN);
        DRAIN.set(true);
        Result draining = check.execute();
        DRAIN.set(false);
        Result resumed = check.execute();

        assertThat(draining.isHealthy()).isFalse();
        assertThat(draining.getMessage()).isEqualTo("draining on request");
        assertThat(resumed.isHealthy()).isTrue();
    }

    private static HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + SERVER.getLocalPort() + path);
        HttpRequest request = HttpRequest.newBuilder(url)
                .method(method, BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    /** A server with the filters of the service. */
    public static final class Drained extends Application<Configuration> {
        @Override
        public void run(Configuration configuration, Environment environment) {
            EnumSet<DispatcherType> requests = EnumSet.of(DispatcherType.REQUEST);
            environment
                    .servlets()
                    .addFilter("methods", new MethodFilter())
                    .addMappingForUrlPatterns(requests, false, "/*");
            environment
                    .servlets()
                    .addFilter("drain", new DrainFilter(DRAIN))
                    .addMappingForUrlPatterns(requests, false, "/*");
            environment.getApplicationContext().setErrorHandler(new ProblemErrorHandler(environment.getObjectMapper()));
            environment.jersey().register(new Known());
        }
    }

    /** Answers. */
    @Path("/api/known")
    public static final class Known {
        @GET
        public String get() {
            return "here";
        }
    }
}
