package smart.service.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a long run measured, a line for each thing, in a file under {@code target}. */
final class FigureLog {
    private final Path file;

    /** A file of that name, empty. */
    FigureLog(String name) throws IOException {
        file = Path.of("target", name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
    }

    void add(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
    }
}
