package smart.service.admin.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
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
        response.setHeader("Cache-Control", "no-store");
        Path file = log.file();
        if (file == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.getWriter()
                    .println(log.target()
                            + " is a pipe or a device, not a file: use console/errors for the newest notes");
            return;
        }
        InputStream notes;
        try {
            notes = opened(file);
        } catch (IOException e) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.getWriter().println(log.target() + " can't be read: " + log.reason(e));
            return;
        }
        try (notes) {
            response.setHeader("Content-Disposition", "attachment; filename=\"backend_errors.log\"");
            notes.transferTo(response.getOutputStream());
        }
    }

    private static InputStream opened(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString()); // It could be opened, but not read.
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            return InputStream.nullInputStream(); // The file was deleted; the next note creates it again.
        }
    }
}
