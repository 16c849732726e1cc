package smart.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * The mock's scenario: entries with the same body and status, and the delays in turn.
 *
 * @param mock the mock's URL; only scheme, host and port count
 * @param body the response's body
 * @param status the response's status
 * @param delaysMs its delay in milliseconds, one or more
 */
public record MockScenario(URI mock, String body, int status, List<Integer> delaysMs) {
    /** More entries the mock does not take. */
    private static final long MAX_ENTRIES = 1_000_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int ENTRIES_PER_CHUNK = 1000;

    /** Copies the list. */
    public MockScenario {
        delaysMs = List.copyOf(delaysMs);
    }

    /**
     * Sends the entries to the mock. If there are more than it accepts, it sends one round, to be repeated.
     *
     * @throws IOException if the mock does not accept them; the message is for users
     */
    public void set(long entries) throws IOException, InterruptedException {
        URI uri = mock.resolve("/setscenario");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(() -> scenario(entries)))
                .build();
        HttpResponse<String> response;
        try {
            response = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("can't set the scenario at " + uri + ": is the mock running there? (--mock)", e);
        }
        String answer = response.body().strip();
        if (response.statusCode() != 200 || !answer.equals("OK")) {
            throw new IOException("can't set the scenario: " + uri + " answered " + response.statusCode()
                    + (answer.isEmpty() || answer.startsWith("<") || answer.length() > 200 ? "" : " (" + answer + ")")
                    + "; is it smart-mock?");
        }
    }

    private Iterator<byte[]> scenario(long entries) {
        return entries <= MAX_ENTRIES
                ? chunks("[", entries, "]")
                : chunks("{\"entries\":[", delaysMs.size(), "],\"then\":\"repeat\"}");
    }

    /** The JSON in pieces, so that a million entries need no memory. */
    private Iterator<byte[]> chunks(String begin, long entries, String end) {
        long chunks = (entries + ENTRIES_PER_CHUNK - 1) / ENTRIES_PER_CHUNK;
        String text = quoted(body);
        return LongStream.range(0, chunks)
                .mapToObj(chunk -> {
                    StringBuilder json = new StringBuilder(chunk == 0 ? begin : "");
                    long next = Math.min(entries, (chunk + 1) * ENTRIES_PER_CHUNK);
                    for (long i = chunk * ENTRIES_PER_CHUNK; i < next; i++) {
                        int delay = delaysMs.get((int) (i % delaysMs.size()));
                        json.append(i == 0 ? "" : ",")
                                .append(String.format(Locale.ROOT, "[%s,%d,%d]", text, status, delay));
                    }
                    return json.append(next == entries ? end : "").toString().getBytes(UTF_8);
                })
                .iterator();
    }

    private static String quoted(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is always JSON", e);
        }
    }
}
