package smart.service.admin.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.SmartService;

/** The files of the console's page, from a running service. */
final class PageFilesIT {
    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(URI.create("http://127.0.0.1:9"));

    @Test
    void uPlotIsServedFromTheJar() throws Exception {
        assertThat(SMART.admin("GET", "/uplot/uPlot.iife.min.js").body()).contains("uPlot");
        assertThat(SMART.admin("GET", "/uplot/uPlot.min.css").headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/css"));
    }

    @Test
    void thePageIsTheFileOfTheJar() throws Exception {
        HttpResponse<String> response = SMART.admin("GET", "/");

        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
        try (InputStream file = PageFilesIT.class.getResourceAsStream("/smart/service/admin/console/page/index.html")) {
            assertThat(response.body()).isEqualTo(new String(file.readAllBytes(), UTF_8));
        }
        String tag = response.headers().firstValue("ETag").orElseThrow();
        HttpRequest again = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + SMART.getAdminPort() + "/"))
                .header("If-None-Match", tag)
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(again, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/",
                "/console/nothing.js",
                "/console/Console.class",
                "/console/..%2f..%2fconfig.yml",
                "/console/.hidden.js",
                "/console//index.html",
                "/console/%2e%2e/index.html"
            })
    void whatIsNoFileOfThePageIsNotFound(String path) throws Exception {
        assertThat(SMART.admin("GET", path).statusCode()).isIn(400, 404);
    }
}
