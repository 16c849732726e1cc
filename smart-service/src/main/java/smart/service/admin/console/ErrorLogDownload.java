package smart.service.admin.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
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
        response.setHeader("Cache-Control", "no-store");
        if (log.file() == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.getWriter()
                    .println(log.target()
                            + " is a pipe or a device, not a file: use console/errors for the newest notes");
            return;
        }
        InputStream notes;
        try {
            notes = log.written().open();
        } catch (IOException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.getWriter().println(e.getMessage());
            return;
        }
        try (notes) {
            response.setHeader("Content-Disposition", "attachment; filename=\"backend_errors.log\"");
            notes.transferTo(response.getOutputStream());
        }
    }
}
