package smart.service.errorlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the error notes, rotated by size ({@link NoteRotation}). Lines are gathered and written many at a time,
 * always whole. If a write fails, its bytes are removed from the file, and the lines stay for the next {@link
 * #flush()}. (Logback's appender would lose them silently.) A symbolic link is followed once: its target is written
 * and rotated, and the link stays. A pipe or a device is only written to: see {@link NotePath}. Only {@link
 * #isStream()}, {@link #waitsForReader()}, {@link #gathered()} and {@link #rotationProblem()} are safe for use by many
 * threads; the rest belongs to the writer thread.
 */
final class NoteFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoteFile.class);
    private static final int BATCH_BYTES = 64 * 1024;
    /**
     * Our lines are far shorter. If there is no line end within so many bytes, the file is not ours, and nothing is
     * removed.
     */
    private static final int LONGEST_LINE = 16 * 1024;

    private final Path path;
    private final NoteRotation rotation;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES + LONGEST_LINE);
    private final AtomicInteger lines = new AtomicInteger();
    private @Nullable FileChannel channel;
    /** The key of the open file. If the path has another key, the file was deleted or moved. */
    private @Nullable Object key;

    private volatile boolean stream;
    private volatile boolean waitsForReader;

    /**
     * Opens the file for appending, and creates it if it is missing. A pipe or a device is opened with the first note,
     * since opening a pipe waits for a reader.
     *
     * @throws IOException where it can't be written; the message names the setting
     */
    NoteFile(ErrorLogConfiguration configuration) throws IOException {
        this.path = NotePath.real(configuration.file());
        this.rotation = new NoteRotation(path, configuration.maxFileSize().toBytes(), configuration.maxFiles());
        this.stream = NotePath.isStream(path);
        try {
            if (stream) {
                NotePath.checkWritable(path);
            } else {
                channel = open();
            }
        } catch (IOException e) {
            throw new IOException("errorLog.file: can't write " + path + ": " + NotePath.reason(path, e), e);
        }
    }

    /** The file of the notes, after following links. */
    Path path() {
        return path;
    }

    /** Whether the notes go to a pipe or a device, and can't be read again. */
    boolean isStream() {
        return stream;
    }

    /** Whether a named pipe is being opened, which waits for a reader. */
    boolean waitsForReader() {
        return waitsForReader;
    }

    /** Why the file could not be rotated and so grows beyond its size; null if it could. */
    @Nullable String rotationProblem() {
        return rotation.problem();
    }

    /** Adds a line, which stays in memory until {@link #flush()}. */
    void append(String line) {
        batch.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        batch.write('\n');
        lines.incrementAndGet();
    }

    /** Whether it is time to flush. */
    boolean isFull() {
        return batch.size() >= BATCH_BYTES;
    }

    /**
     * Writes all lines to the file. A deleted or moved file is created again.
     *
     * @throws IOException if they could not be written; they are kept, and none of them is in the file
     */
    void flush() throws IOException {
        if (batch.size() > 0) {
            FileChannel file = current();
            if (!stream) {
                file = rolled(file);
            }
            long start = stream ? 0 : file.size();
            try {
                write(file, ByteBuffer.wrap(batch.toByteArray()));
            } catch (IOException e) {
                takeBack(file, start);
                throw e;
            }
            discard();
        }
    }

    /** The number of lines that wait for {@link #flush()}. */
    int gathered() {
        return lines.get();
    }

    /** Drops the lines that are not in the file, and returns their number. */
    int discard() {
        int discarded = lines.getAndSet(0);
        batch.reset();
        return discarded;
    }

    /** Empties the file and returns the number of bytes that it had. Rotated files stay. */
    long clear() throws IOException {
        FileChannel file = current();
        long length = file.size();
        file.truncate(0);
        return length;
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null && !NotePath.isOutput(path)) {
                open.close();
            }
        } catch (IOException e) {
            LOG.warn("can't close {}: {}", path, e.getMessage());
        }
    }

    private FileChannel current() throws IOException {
        FileChannel open = channel;
        if (open != null && Files.exists(path) && fileKey().equals(key)) {
            return open;
        }
        close();
        FileChannel opened = open();
        channel = opened;
        return opened;
    }

    private FileChannel open() throws IOException {
        stream = NotePath.isStream(path);
        FileChannel opened =
                stream ? openedStream() : FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try {
            if (!stream) {
                cutHalfLine(opened);
            }
            key = fileKey();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private FileChannel openedStream() throws IOException {
        if (NotePath.isNamedPipe(path)) { // A device opens at once.
            LOG.info("the error log waits for a process to read {}", path);
            waitsForReader = true;
        }
        try {
            return NotePath.open(path);
        } finally {
            waitsForReader = false;
        }
    }

    private Object fileKey() throws IOException {
        Object found = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return found == null ? path : found; // There are file systems without keys.
    }

    /**
     * A process that was killed during a write may have left an incomplete line. It is removed if it is surely the
     * beginning of a note. Any other rest, such as {@code 2}, may belong to somebody else: it is kept, and only gets its
     * line end.
     */
    private void cutHalfLine(FileChannel file) throws IOException {
        long size = file.size();
        ByteBuffer end = ByteBuffer.allocate((int) Math.min(size, LONGEST_LINE));
        try (FileChannel reading = FileChannel.open(path, StandardOpenOption.READ)) {
            reading.read(end, size - end.capacity());
        }
        int half = 0;
        while (half < end.position() && end.get(end.position() - 1 - half) != '\n') {
            half++;
        }
        if (half > 0 && half < LONGEST_LINE && ErrorNote.isBeginning(text(end, half))) {
            file.truncate(size - half);
            LOG.warn("{} ended with an incomplete line: removed {} bytes", path, half);
        } else if (half > 0) {
            write(file, ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    /** The last bytes as characters, of which only those in ASCII count. */
    private static String text(ByteBuffer end, int half) {
        return StandardCharsets.US_ASCII
                .decode(end.slice(end.position() - half, half))
                .toString();
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    private void takeBack(FileChannel file, long start) {
        try {
            if (!stream) {
                file.truncate(start);
            }
        } catch (IOException e) {
            LOG.debug("can't remove incomplete lines", e);
        }
        close(); // Reopening repairs the file, or opens a new one.
    }

    /** The channel. If the lines would make the file too large, it is rotated first, where that is possible. */
    private FileChannel rolled(FileChannel file) throws IOException {
        if (!rotation.isDue(file.size(), batch.size())) {
            return file;
        }
        close();
        rotation.rotate(batch.size());
        return current();
    }
}
