package smart.service.admin.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import smart.service.config.BadParameter;

/**
 * Responds with JSON that must not be cached. An invalid parameter gets 400, and data that can't be read 503, with a
 * {@link ConsoleProblem}.
 */
final class JsonServlet extends HttpServlet {
    private final transient ObjectMapper mapper;
    private final transient Page page;

    JsonServlet(ObjectMapper mapper, Page page) {
        this.mapper = mapper.copy();
        this.mapper.getFactory().setCharacterEscapes(new HtmlSafe());
        this.page = page;
    }

    /** Writes the response; an {@link IOException} says in words what can't be read. */
    @FunctionalInterface
    interface Page {
        void write(HttpServletRequest request, JsonGenerator json) throws BadParameter, IOException;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        response.setHeader("Cache-Control", "no-store");
        try (JsonGenerator json = mapper.createGenerator(body)) {
            page.write(request, json);
            response.setContentType("application/json");
        } catch (BadParameter e) {
            refuse(response, body, ConsoleProblem.badRequest(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            refuse(response, body, ConsoleProblem.unavailable(String.valueOf(e.getMessage())));
        }
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }

    private void refuse(HttpServletResponse response, ByteArrayOutputStream body, ConsoleProblem problem)
            throws IOException {
        body.reset();
        mapper.writeValue(body, problem);
        response.setStatus(problem.status());
        response.setContentType(ConsoleProblem.MEDIA_TYPE);
    }
}
