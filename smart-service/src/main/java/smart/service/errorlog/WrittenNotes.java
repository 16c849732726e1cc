package smart.service.errorlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The notes of the error log, to be read: those in the file, and for a pipe or a device, which can't be read again, the
 * newest ones in memory. Safe for use by many threads; a reader may wait for the disk.
 */
public final class WrittenNotes {
    private final NoteFile file;
    private final RecentNotes recent = new RecentNotes();

    WrittenNotes(NoteFile file) {
        this.file = file;
    }

    /** Keeps the line if the file can't be read again. */
    void add(String line) {
        if (file.isStream()) {
            recent.add(line);
        }
    }

    /**
     * The newest notes from the file; for a pipe or a device, from memory.
     *
     * @param limit the most notes to return
     * @throws IOException if the file can't be read; the message says so for people
     */
    public NoteReader.Notes newest(int limit, NoteFilter filter) throws IOException {
        return file.isStream()
                ? NoteReader.newest(recent.newestFirst(), limit, filter)
                : read(() -> NoteReader.newest(file.path(), limit, filter));
    }

    /**
     * The newest notes, grouped by their text.
     *
     * @throws IOException if the file can't be read; the message says so for people
     */
    public NoteGroups groups(NoteFilter filter) throws IOException {
        return file.isStream()
                ? NoteReader.groups(recent.newestFirst(), filter)
                : read(() -> NoteReader.groups(file.path(), filter));
    }

    /**
     * The bytes of the file; none if it was deleted, since the next note creates it again. The caller must close it.
     *
     * @throws IOException if the file can't be read; the message says so for people
     */
    public InputStream open() throws IOException {
        Path path = file.path();
        return read(() -> {
            if (Files.isDirectory(path)) {
                throw new FileSystemException(path.toString()); // It could be opened, but not read.
            }
            return Files.exists(path) ? Files.newInputStream(path) : InputStream.nullInputStream();
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T read(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new IOException(file.path() + " can't be read: " + NotePath.reason(file.path(), e), e);
        }
    }
}
