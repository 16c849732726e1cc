package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smart.service.SmartProcess;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawExchange;

/** The whole service in front of a name with several addresses, which come from the JVM's own file of hosts. */
@EnabledOnOs(OS.LINUX) // where the whole of 127.0.0.0/8 is there
class AddressesProcessIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @Test
    void addressesThatComeAndGoUnderLoadCostNoCallAndOneThatRefusesNone() throws Exception {
        try (RawBackend one = RawBackend.on("127.0.0.1", 0).withoutRecord();
                RawBackend two = RawBackend.on("127.0.0.2", one.port()).withoutRecord()) {
            hosts("127.0.0.1", "127.0.0.2", "127.0.0.3");
            try (SmartProcess smart = start(one.port(), "least_busy");
                    LoopingCallers callers = new LoopingCallers(smart.url("/"), 4, Duration.ofMillis(5))) {
                awaitSeries(smart, "attempts_total{address=\"127.0.0.1\",result=\"success\"}", true);
                awaitSeries(smart, "attempts_total{address=\"127.0.0.2\",result=\"success\"}", true);
                awaitSeries(smart, "attempts_total{address=\"127.0.0.3\",result=\"failover\"}", true);

                hosts("127.0.0.2");
                awaitSeries(smart, "127.0.0.1", false);
                Await.until("no connection is left", () -> one.connections().isEmpty());
                assertThat(two.connections()).isNotEmpty();
                hosts("127.0.0.1", "127.0.0.2");
                awaitSeries(smart, "attempts_total{address=\"127.0.0.1\",result=\"success\"}", true);
                assertThat(callers.calls()).isNotEmpty().allMatch(call -> call.isAnswered(200));
                Await.until("the other is used, too", () -> admin(smart, "/console/now")
                        .contains("\"address\":\"127.0.0.2\",\"state\":\"used\""));
            }
        }
    }

    @Test
    void aNoteNamesTheAddressAndTheCallerNeverSeesIt() throws Exception {
        try (RawBackend one = RawBackend.on("127.0.0.1", 0);
                RawBackend two = RawBackend.on("127.0.0.2", one.port())) {
            one.reply(RawExchange::reset);
            two.reply(RawExchange::reset);
            hosts("127.0.0.2", "127.0.0.1");
            try (SmartProcess smart = start(one.port(), "first")) {
                HttpResponse<String> answer = get(smart.url("/api/smart"));
                assertThat(answer.statusCode()).isEqualTo(502);
                assertThat(answer.body() + answer.headers().map()).doesNotContain("127.0.0.2", "backend.test");
                Path log = folder.resolve("backend_errors.log");
                Await.until("the note is there", () -> Files.size(log) > 0);
                assertThat(Files.readString(log)).contains(" kind=reset ", " address=127.0.0.2 detail=");
                for (int i = 0; i < 4; i++) {
                    assertThat(get(smart.url("/api/smart")).statusCode()).isEqualTo(502);
                }
                awaitSeries(smart, "_ejected{address=\"127.0.0.2\"} 1.0", true);
                assertThat(admin(smart, "/prometheus"))
                        .contains("smart_backend_address_ejected{address=\"127.0.0.1\"} 0.0");
            }
        }
    }

    /** Waits until a series with that text is there and not 0, or until there is none. */
    private static void awaitSeries(SmartProcess smart, String text, boolean there) {
        Await.until(
                text + (there ? " is there" : " is gone"),
                () -> admin(smart, "/prometheus")
                                .lines()
                                .anyMatch(line -> line.startsWith("smart_backend_address")
                                        && line.contains(text)
                                        && !(there && line.endsWith(" 0.0")))
                        == there);
    }

    private static String admin(SmartProcess smart, String path) throws IOException, InterruptedException {
        return get(URI.create("http://127.0.0.1:" + smart.ports("admin").get(0) + path))
                .body();
    }

    private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    private void hosts(String... addresses) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String address : addresses) {
            lines.append(address).append(" backend.test\n");
        }
        Path next = Files.writeString(folder.resolve("next"), lines);
        Files.move(next, folder.resolve("hosts"), StandardCopyOption.ATOMIC_MOVE);
    }

    private SmartProcess start(int port, String spread) throws IOException {
        Path file = Files.writeString(
                folder.resolve("smart.yml"),
                "backend: {url: \"http://backend.test:%d\", dnsRefreshInterval: 200ms, spread: %s}\nwarmUp: 0s\n"
                        .formatted(port, spread));
        return SmartProcess.startWith(
                List.of("-Djdk.net.hosts.file=" + folder.resolve("hosts")),
                folder,
                Map.of("PORT_NUMBER", "0", "ADMIN_PORT", "0"),
                "server",
                file.toString());
    }
}
