package smart.service.admin.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import smart.service.errorlog.BackendErrorLog;

/** Downloads the current error log file, without the rotated ones. */
final class ErrorLogDownload extends HttpServlet {
    private final transient BackendErrorLog log;

    ErrorLogDownload(BackendErrorLog log) {
        this.log = log;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        Path file = log.file();
        if (file == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.getWriter()
                    .println(log.target()
                            + " is a pipe or a device, not a file: use console/errors for the newest notes");
            return;
        }
        response.setHeader("Content-Disposition", "attachment; filename=\"backend_errors.log\"");
        response.setHeader("Cache-Control", "no-store");
        try (InputStream notes = Files.newInputStream(file)) {
            notes.transferTo(response.getOutputStream());
        } catch (NoSuchFileException e) {
            response.setContentLength(0); // The file was deleted; the next note creates it again.
        }
    }
}
