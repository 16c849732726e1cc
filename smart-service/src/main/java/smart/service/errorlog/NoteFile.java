package smart.service.errorlog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the notes, rolled by size. Lines are gathered and written many at a time, whole: what could not be written
 * is taken back out of the file and stays for the next {@link #flush()}. (Logback's appender loses it without a word.)
 * Where a symbolic link leads to a file, it is that file which is written and rolled, and the link stays. What is no file
 * at all, such as a pipe or a device, is written to and nothing else: see {@link NotePath}. Not safe for use by many
 * threads but for {@link #isStream()}: it belongs to the thread that writes.
 */
final class NoteFile implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoteFile.class);
    private static final int BATCH_BYTES = 64 * 1024;

    /** A line is far shorter. Where none ends within so many bytes, the file is not ours, and nothing is cut off. */
    private static final int LONGEST_LINE = 16 * 1024;

    private final Path path;
    private final long maxSize;
    private final int maxFiles;
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES + LONGEST_LINE);
    private int lines;
    private @Nullable FileChannel channel;
    /** Of the file that is open: another one at its path means that it was deleted or moved. */
    private @Nullable Object key;

    private volatile boolean stream;

    /**
     * Opens the file for appending, and creates it where there is none. What is no file is opened for the first note: that
     * of a pipe waits for who reads it.
     *
     * @throws IOException where it can't be written; the message names the setting
     */
    NoteFile(ErrorLogConfiguration configuration) throws IOException {
        this.maxSize = configuration.maxFileSize().toBytes();
        this.maxFiles = configuration.maxFiles();
        this.path = NotePath.real(configuration.file());
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

    /** Where the notes go: the file that a link leads to. */
    Path path() {
        return path;
    }

    /** Whether they go to what is no file, and can't be read again. */
    boolean isStream() {
        return stream;
    }

    /** Adds a line, which stays in memory until {@link #flush()}. */
    void append(String line) {
        batch.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        batch.write('\n');
        lines++;
    }

    /** Whether it is time to flush. */
    boolean isFull() {
        return batch.size() >= BATCH_BYTES;
    }

    /**
     * Brings all lines to the file. One that was deleted or moved meanwhile is created anew.
     *
     * @throws IOException where they could not be written; they are kept, and none of them is in the file
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

    /** Gives up the lines that are not in the file, and returns how many they are. */
    int discard() {
        int discarded = lines;
        batch.reset();
        lines = 0;
        return discarded;
    }

    /** Empties the file and returns how many bytes it had. Files that were put aside stay. */
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
        FileChannel opened = stream
                ? NotePath.open(path)
                : FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
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

    private Object fileKey() throws IOException {
        Object found = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
        return found == null ? path : found; // There are file systems without keys.
    }

    /** A process that is killed while it writes may leave half a line behind. */
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
        if (half > 0 && half < LONGEST_LINE && beginsWithATime(end, half)) {
            file.truncate(size - half);
            LOG.warn("{} ended with an incomplete line: removed {} bytes", path, half);
        } else if (half > 0) {
            write(file, ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private static boolean beginsWithATime(ByteBuffer end, int half) {
        byte first = end.get(end.position() - half);
        return first >= '0' && first <= '9';
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
        close(); // Opened again, it is repaired, or it is another file.
    }

    /** The channel, of a new file where the lines would make this one too large. */
    private FileChannel rolled(FileChannel file) throws IOException {
        if (file.size() == 0 || file.size() + batch.size() <= maxSize) {
            return file;
        }
        close();
        for (int number = maxFiles - 1; number >= 1; number--) {
            if (Files.exists(aside(number))) {
                move(aside(number), aside(number + 1));
            }
        }
        move(path, aside(1));
        return current();
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
