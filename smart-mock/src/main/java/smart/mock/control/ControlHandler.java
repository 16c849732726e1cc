package smart.mock.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import smart.mock.reply.Problem;
import smart.mock.scenario.Stage;
import smart.mock.scenario.read.ScenarioException;
import smart.mock.scenario.read.ScenarioReader;

/** Serves the control endpoints, and leaves every other path to the backend. */
public final class ControlHandler extends Handler.Wrapper {
    /** Each has a thread, also while its caller is slow. The backend needs the others. */
    private static final int AT_A_TIME = 6;

    private final Supplier<Stage> stage;
    private final Runnable reset;
    private final JournalEndpoint journalEndpoint;
    private final Semaphore permits = new Semaphore(AT_A_TIME);

    /**
     * Controls the stage; {@code backend} serves all other requests.
     *
     * @param stage returns the current one
     * @param reset replaces it, and returns the backend to its state at the start
     */
    public ControlHandler(Supplier<Stage> stage, Handler backend, Runnable reset) {
        super(backend);
        this.stage = stage;
        this.reset = reset;
        this.journalEndpoint = new JournalEndpoint(stage);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // The path as sent: a path that only resembles a control path, such as //requests, is the backend's.
        switch (Objects.requireNonNullElse(request.getHttpURI().getPath(), "")) {
            case "/setscenario" -> answer(request, response, callback, this::setScenario, List.of("POST"));
            case "/scenario" -> answer(request, response, callback, this::scenario, List.of("GET", "HEAD", "DELETE"));
            case "/reset" -> answer(request, response, callback, this::reset, List.of("POST"));
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
        void answer(Request request, InputStream body, Response response) throws IOException, ProblemException;
    }

    private void answer(Request request, Response response, Callback callback, Endpoint endpoint, List<String> methods)
            throws IOException {
        if (permits.tryAcquire()) {
            try (var body = Content.Source.asInputStream(request)) {
                answer(request, body, response, endpoint, methods);
            } finally {
                permits.release();
            }
        } else {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
            Answers.problem(
                    response,
                    new Problem(503, "Busy", AT_A_TIME + " control requests are in progress, which is the most."));
        }
        callback.succeeded();
    }

    private static void answer(
            Request request, InputStream body, Response response, Endpoint endpoint, List<String> methods)
            throws IOException {
        try {
            requireMethod(request, response, methods);
            endpoint.answer(request, body, response);
        } catch (ProblemException problem) {
            drain(body);
            Answers.problem(response, problem.problem());
        }
    }

    private static void requireMethod(Request request, Response response, List<String> methods)
            throws ProblemException {
        if (!methods.contains(request.getMethod())) {
            var allowed = String.join(", ", methods);
            response.getHeaders().put(HttpHeader.ALLOW, allowed);
            throw new ProblemException(405, "Method not allowed", "Allowed here: " + allowed + ".");
        }
    }

    /** A caller that is still sending might not receive the response (RFC 9112 section 9.6). */
    private static void drain(InputStream body) {
        try {
            body.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // It sends no more.
        }
    }

    private void setScenario(Request request, InputStream body, Response response)
            throws IOException, ProblemException {
        try {
            // Read first: meanwhile a reset may replace the stage.
            var behaviour = ScenarioReader.read(body);
            stage.get().set(behaviour);
        } catch (IOException e) {
            throw new ProblemException(408, "Scenario incomplete", "The body did not arrive in full.");
        } catch (ScenarioException e) {
            throw new ProblemException(400, "Bad scenario", e.getMessage(), e.index());
        }
        Answers.text(response, "OK");
    }

    private void reset(Request request, InputStream body, Response response) throws IOException {
        reset.run();
        Answers.text(response, "OK");
    }

    private void scenario(Request request, InputStream body, Response response) throws IOException {
        if (request.getMethod().equals("DELETE")) {
            stage.get().end();
            Answers.text(response, "OK");
            return;
        }
        var current = stage.get();
        var state = current.state();
        var outcomes = current.journal().outcomes();
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
