package smart.service.admin.console;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import smart.service.config.BadParameter;

/** Responds with JSON that must not be cached. An invalid parameter gets 400, with a {@link ConsoleProblem}. */
final class JsonServlet extends HttpServlet {
    private final transient ObjectMapper mapper;
    private final transient Page page;

    JsonServlet(ObjectMapper mapper, Page page) {
        this.mapper = mapper.copy();
        this.mapper.getFactory().setCharacterEscapes(new HtmlSafe());
        this.page = page;
    }

    /** Writes the response. */
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
            body.reset();
            mapper.writeValue(body, ConsoleProblem.badRequest(String.valueOf(e.getMessage())));
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setContentType(ConsoleProblem.MEDIA_TYPE);
        }
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}
