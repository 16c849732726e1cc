package smart.mock.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import smart.mock.scenario.Stage;
import smart.mock.scenario.read.ScenarioException;
import smart.mock.scenario.read.ScenarioReader;

/** Serves the control endpoints, and leaves every other path to the backend. */
public final class ControlHandler extends Handler.Wrapper {
    private final Stage stage;
    private final JournalEndpoint journalEndpoint;

    /** Controls {@code stage}; {@code backend} serves all other requests. */
    public ControlHandler(Stage stage, Handler backend) {
        super(backend);
        this.stage = stage;
        this.journalEndpoint = new JournalEndpoint(stage);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // The path as sent: a path that only resembles a control path, such as //requests, is the backend's.
        switch (Objects.requireNonNullElse(request.getHttpURI().getPath(), "")) {
            case "/setscenario" -> answer(request, response, callback, this::setScenario, List.of("POST"));
            case "/scenario" -> answer(request, response, callback, this::scenario, List.of("GET", "HEAD", "DELETE"));
            case "/requests" -> answer(request, response, callback, journalEndpoint::answer, List.of("GET", "HEAD"));
            case "/requests/count" -> answer(request, response, callback, journalEndpoint::count, List.of("POST"));
            default -> {
                return super.handle(request, response, callback);
            }
        }
        return true;
    }

    /**
     * Jetty takes a wrapper for non-blocking if nothing inside it blocks. Then the selector's own thread would block
     * here.
     */
    @Override
    public InvocationType getInvocationType() {
        return InvocationType.BLOCKING;
    }

    /** Answers in full before it returns. */
    private interface Endpoint {
        void answer(Request request, InputStream body, Response response) throws IOException, BadRequestException;
    }

    private static void answer(
            Request request, Response response, Callback callback, Endpoint endpoint, List<String> methods)
            throws IOException {
        try (var body = Content.Source.asInputStream(request)) {
            try {
                requireMethod(request, body, response, methods);
                endpoint.answer(request, body, response);
            } catch (BadRequestException problem) {
                Answers.problem(response, problem);
            }
        }
        callback.succeeded();
    }

    private static void requireMethod(Request request, InputStream body, Response response, List<String> methods)
            throws IOException, BadRequestException {
        if (!methods.contains(request.getMethod())) {
            drain(body);
            var allowed = String.join(", ", methods);
            response.getHeaders().put(HttpHeader.ALLOW, allowed);
            throw new BadRequestException(405, "Method not allowed", "Allowed here: " + allowed + ".", null);
        }
    }

    /** A caller that is still sending might not receive the response (RFC 9112 section 9.6). */
    private static void drain(InputStream body) throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
    }

    private void setScenario(Request request, InputStream body, Response response)
            throws IOException, BadRequestException {
        try {
            stage.set(ScenarioReader.read(body));
        } catch (IOException e) {
            throw new BadRequestException(408, "Scenario incomplete", "The body did not arrive in full.", null);
        } catch (ScenarioException e) {
            drain(body);
            throw new BadRequestException(400, "Bad scenario", e.getMessage(), e.index());
        }
        Answers.text(response, "OK");
    }

    private void scenario(Request request, InputStream body, Response response) throws IOException {
        if (request.getMethod().equals("DELETE")) {
            stage.end();
            Answers.text(response, "OK");
            return;
        }
        var state = stage.state();
        var outcomes = stage.journal().outcomes();
        Answers.json(response, json -> {
            json.writeStartObject();
            States.write(json, state);
            json.writeObjectFieldStart("outcomes");
            for (var outcome : outcomes.entrySet()) {
                json.writeNumberField(outcome.getKey().wireName(), outcome.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
