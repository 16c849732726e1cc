package smart.bench.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import smart.bench.chart.picture.NoFontsException;

/** Files with a common prefix. Each is written independently of the others. Not thread-safe. */
final class OutputFiles {
    private static final String NO_FONTS =
            "no .png and no .svg, because this Java can't draw letters: it has no font system. Install"
                    + " fontconfig and FreeType (Debian: apt-get install fontconfig libfreetype6; Alpine: apk add fontconfig"
                    + " freetype)";

    private final Path prefix;
    private final List<String> lost = new ArrayList<>();
    private boolean withoutPictures;

    OutputFiles(Path prefix) {
        this.prefix = prefix;
    }

    /** Writes to a file. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    void text(String extension, Supplier<String> text) {
        bytes(extension, out -> out.write(text.get().getBytes(StandardCharsets.UTF_8)));
    }

    void bytes(String extension, Content content) {
        Path file = file(extension);
        try (OutputStream out = Files.newOutputStream(file)) {
            content.to(out);
        } catch (IOException e) {
            lost.add("can't write " + file + ": " + reason(e));
        }
    }

    /** Writes a drawing to a file. Without fonts there is none, and a hint says why. */
    void picture(String extension, Supplier<byte[]> picture) {
        byte[] bytes;
        try {
            bytes = picture.get();
        } catch (NoFontsException e) {
            withoutPictures = true;
            return;
        } catch (LinkageError | InternalError | RuntimeException e) {
            lost.add("can't draw " + file(extension) + ": " + e);
            return;
        }
        bytes(extension, out -> out.write(bytes));
    }

    private Path file(String extension) {
        return prefix.resolveSibling(prefix.getFileName() + extension);
    }

    /** The result. */
    Written written() {
        return new Written(lost, withoutPictures ? List.of(NO_FONTS) : List.of());
    }

    /** The message of a file exception is often only the file's name. */
    private static String reason(IOException e) {
        String message = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return Objects.requireNonNullElse(message, e.getClass().getSimpleName());
    }
}
