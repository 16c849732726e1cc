package smart.service.errorlog;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a file that has grown aside: {@code errors.log} to {@code errors-1.log}, that to {@code errors-2.log}, and so
 * on. If that is not possible, the file grows, and the rotation is tried again later. Only {@link #problem()} is safe
 * for use by many threads; the rest belongs to one.
 */
final class NoteRotation {
    private static final Logger LOG = LoggerFactory.getLogger(NoteRotation.class);
    /** A rotation that failed is tried again when the file has grown by this part of its size. */
    private static final int GROWTH = 10;

    private final Path path;
    private final long maxSize;
    private final int maxFiles;

    /** The size from which the file is rotated: larger than {@code maxSize} after a rotation that failed. */
    private long rotateAt;

    private volatile @Nullable String problem;

    /**
     * @param maxSize in bytes
     * @param maxFiles the number of older files to keep
     */
    NoteRotation(Path path, long maxSize, int maxFiles) {
        this.path = path;
        this.maxSize = maxSize;
        this.maxFiles = maxFiles;
        this.rotateAt = maxSize;
    }

    /** Why the file could not be rotated and so grows beyond its size; null if it could. */
    @Nullable String problem() {
        return problem;
    }

    /** Whether a file of {@code size} bytes has to be rotated before {@code more} are written. */
    boolean isDue(long size, long more) {
        if (size + more <= maxSize) {
            rotateAt = maxSize; // Someone may have emptied or moved a file that had grown.
            return false;
        }
        return size > 0 && size + more > rotateAt;
    }

    /**
     * Moves the closed file aside, where that is possible.
     *
     * @param more the bytes that are going to be written
     */
    void rotate(long more) throws IOException {
        try {
            move();
            rotateAt = maxSize;
            if (problem != null) {
                problem = null;
                LOG.info("{} could be rotated again", path);
            }
        } catch (IOException e) {
            failed(e, more);
        }
    }

    /** The newest file is moved first: if that is not possible, the older ones stay as they are. */
    private void move() throws IOException {
        finish();
        move(path, aside(0));
        finish();
        for (int number = maxFiles + 1; number <= ErrorLogConfiguration.MOST_FILES; number++) {
            Files.deleteIfExists(aside(number)); // Of a time when more of them were kept.
        }
    }

    /** Makes room for a file that was moved, also by a rotation that an error or the end of a process interrupted. */
    private void finish() throws IOException {
        if (Files.exists(aside(0))) {
            int free = 1;
            while (free < maxFiles && Files.exists(aside(free))) {
                free++;
            }
            for (int number = free - 1; number >= 0; number--) {
                move(aside(number), aside(number + 1));
            }
        }
    }

    private void failed(IOException e, long more) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        // The folder denies a rename.
        String reason = NotePath.reason(folder != null && e instanceof AccessDeniedException ? folder : path, e);
        if (problem == null) {
            LOG.warn("can't rotate {}, so it grows beyond errorLog.maxFileSize: {}", path, reason);
        }
        problem = reason;
        long size = Files.exists(path) ? Files.size(path) : 0;
        rotateAt = Math.max(maxSize, size + more + maxSize / GROWTH);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path aside(int number) {
        String file = path.toString();
        int dot = file.endsWith(".log") ? file.length() - ".log".length() : file.length();
        return Path.of(file.substring(0, dot) + "-" + number + file.substring(dot));
    }
}
