package smart.service.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import smart.service.SmartProcess;
import smart.testkit.OpenFiles;

/**
 * What a service in a process of its own holds at a moment.
 *
 * @param inFlight permits that are taken
 * @param leased connections to the backend that are in use
 * @param threads all of the JVM
 * @param files open file descriptors, sockets among them
 * @param direct bytes of direct buffers
 * @param heap bytes in use
 */
record Footprint(long inFlight, long leased, long threads, long files, long direct, long heap) {
    private static final String POOL = "smart.backend.connections.";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** As it is now, with the garbage that there is. */
    static Footprint of(SmartProcess smart) {
        JsonNode gauges = metrics(smart).get("gauges");
        return new Footprint(
                value(gauges, "smart.in_flight"),
                value(gauges, POOL + "leased"),
                value(gauges, "jvm.threads.count"),
                openFiles(smart),
                value(gauges, "jvm.buffers.direct.used"),
                value(gauges, "jvm.memory.heap.used"));
    }

    /** As it is after the garbage collector ran. */
    static Footprint afterCollection(SmartProcess smart) {
        send(HttpRequest.newBuilder(smart.adminUrl("/tasks/gc")).POST(BodyPublishers.noBody()));
        return of(smart);
    }

    /** The metrics of Dropwizard. */
    static JsonNode metrics(SmartProcess smart) {
        try {
            return MAPPER.readTree(send(HttpRequest.newBuilder(smart.adminUrl("/metrics"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many calls ended so. */
    static long calls(SmartProcess smart, String outcome) {
        return metrics(smart)
                .get("counters")
                .get("smart.requests." + outcome)
                .get("count")
                .asLong();
    }

    /** The file descriptors that the process has open. */
    static long openFiles(SmartProcess smart) {
        return OpenFiles.of(smart.pid());
    }

    /** The memory that the process holds, in KiB. */
    static long resident(SmartProcess smart) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(smart.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long value(JsonNode gauges, String name) {
        return gauges.get(name).get("value").asLong();
    }

    /** One line: what the columns of the record's components are. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "in flight %d, leased %d, threads %d, files %d, direct %.2f MiB, heap %.1f MiB",
                inFlight,
                leased,
                threads,
                files,
                direct / 1048576.0,
                heap / 1048576.0);
    }

    /** The service's URL, for the callers. */
    static URI endpoint(SmartProcess smart) {
        return smart.url("/api/smart");
    }
}
