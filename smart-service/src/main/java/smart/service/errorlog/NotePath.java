package smart.service.errorlog;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The target at the path of the error log: a file, or a pipe or device that can only be written to. */
final class NotePath {
    /** Opening them by name would create another open file, and would fail for sockets. */
    private static final Map<Path, FileDescriptor> OUTPUTS = Map.of(
            Path.of("/dev/stdout"), FileDescriptor.out,
            Path.of("/dev/stderr"), FileDescriptor.err,
            Path.of("/dev/fd/1"), FileDescriptor.out,
            Path.of("/dev/fd/2"), FileDescriptor.err,
            Path.of("/proc/self/fd/1"), FileDescriptor.out,
            Path.of("/proc/self/fd/2"), FileDescriptor.err);

    /** The most links to follow before they count as a cycle, as in the operating system. */
    private static final int MOST_LINKS = 40;

    private static final int FORMAT_OF_FILE = 0xF000;
    private static final int NAMED_PIPE = 0x1000;

    private NotePath() {}

    /** The target of the links, even if it does not exist yet; the path itself if it is not a file. */
    static Path real(Path path) throws IOException {
        Path target = path;
        for (int links = 0; Files.isSymbolicLink(target) && links < MOST_LINKS; links++) {
            // One at a time: what this process's output leads to, such as a file, must not be opened by its own name.
            Path output = target.toAbsolutePath().normalize();
            if (isOutput(output)) {
                return output;
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        if (isStream(path)) {
            return path;
        }
        return Files.exists(path) ? path.toRealPath() : target;
    }

    /** Whether the target is not a regular file. A device counts by its name, whatever is behind it. */
    static boolean isStream(Path path) {
        return isOutput(path)
                || path.startsWith("/dev/fd")
                || (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path));
    }

    /** Whether it is this process's own output, which must stay open. */
    static boolean isOutput(Path path) {
        return OUTPUTS.containsKey(path);
    }

    /** Opens a pipe or a device. For a named pipe, it waits for a reader. */
    static FileChannel open(Path path) throws IOException {
        FileDescriptor output = OUTPUTS.get(path);
        if (output != null) {
            return new FileOutputStream(output).getChannel();
        }
        return FileChannel.open(path, StandardOpenOption.WRITE);
    }

    /** Whether opening it waits for a process that reads. */
    static boolean isNamedPipe(Path path) throws IOException {
        return !isOutput(path) && ((Integer) Files.getAttribute(path, "unix:mode") & FORMAT_OF_FILE) == NAMED_PIPE;
    }

    /** Without opening it. */
    static void checkWritable(Path path) throws IOException {
        if (!isOutput(path) && !Files.isWritable(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    /** Why it can't be written or read, for people. */
    static String reason(Path path, IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied" + permissions(path);
        }
        if (e instanceof NoSuchFileException) {
            return "no such folder";
        }
        if (Files.isDirectory(path)) {
            return "it is a folder";
        }
        String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }

    private static String permissions(Path path) {
        Path denied = Files.exists(path) ? path : path.toAbsolutePath().getParent();
        try {
            PosixFileAttributes attributes =
                    denied == null ? null : Files.readAttributes(denied, PosixFileAttributes.class);
            return attributes == null ? "" : permissions(denied, attributes);
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static String permissions(@Nullable Path denied, PosixFileAttributes attributes) {
        return ": " + denied + " belongs to " + attributes.owner().getName() + ":"
                + attributes.group().getName() + " with mode " + PosixFilePermissions.toString(attributes.permissions())
                + ", and this process runs as " + System.getProperty("user.name");
    }
}
