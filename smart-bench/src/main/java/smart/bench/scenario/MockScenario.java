package smart.bench.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.List;

/**
 * The mock's scenario: entries with the same body and status, and the delays in turn, again and again. It never runs
 * out, whatever else sends requests to the mock: the hedging of a service, a health check.
 *
 * @param mock the mock's URL; only scheme, host and port count
 * @param body the response's body
 * @param status the response's status
 * @param delaysMs its delay in milliseconds, one or more
 */
public record MockScenario(URI mock, String body, int status, List<Integer> delaysMs) {
    private static final int TIMEOUT_MILLIS = 60_000;

    /** Copies the list. */
    public MockScenario {
        delaysMs = List.copyOf(delaysMs);
    }

    /**
     * Sends the entries to the mock.
     *
     * @throws IOException if the mock does not accept them; the message is for users
     */
    public void set() throws IOException {
        URI uri = mock.resolve("/setscenario");
        Reply reply;
        try {
            reply = post(uri, json().getBytes(UTF_8));
        } catch (IOException e) {
            throw new IOException("can't set the scenario at " + uri + ": is the mock running there? (--mock)", e);
        }
        String text = reply.text();
        if (reply.status() != 200 || !text.equals("OK")) {
            throw new IOException("can't set the scenario: " + uri + " answered " + reply.status()
                    + (text.isEmpty() || text.startsWith("<") || text.length() > 200 ? "" : " (" + text + ")")
                    + "; is it smart-mock?");
        }
    }

    private record Reply(int status, String text) {}

    /** By the JDK's old client, since its new one refuses hosts with an underscore, which containers have. */
    private static Reply post(URI uri, byte[] content) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        try {
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(content.length); // never sent a second time
            try (OutputStream out = connection.getOutputStream()) {
                out.write(content);
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Reply(status, in == null ? "" : new String(in.readAllBytes(), UTF_8).strip());
            }
        } finally {
            connection.disconnect();
        }
    }

    private String json() {
        ObjectNode scenario = new ObjectMapper().createObjectNode();
        ArrayNode entries = scenario.putArray("entries");
        for (int delay : delaysMs) {
            entries.addArray().add(body).add(status).add(delay);
        }
        return scenario.put("then", "repeat").toString();
    }
}
