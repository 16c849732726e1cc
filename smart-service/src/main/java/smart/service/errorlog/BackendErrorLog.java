package smart.service.errorlog;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.BackendFailure;
import smart.service.backend.attempt.AttemptListener;

/**
 * Notes every failed attempt in {@code backend_errors.log}. Noting never waits for the disk: notes queue up, also while the
 * file can't be written, which is tried again each second. Only when the queue is full are further ones dropped, counted
 * in {@code smart.error_notes_dropped} and, later, in a note. Safe for use by many threads.
 */
public final class BackendErrorLog implements AttemptListener, Managed {
    private static final Logger LOG = LoggerFactory.getLogger(BackendErrorLog.class);
    private static final long STOP_SECONDS = 10;
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger(); // notes in the queue: other entries always have room
    private final int queueSize;
    private final NoteFile file;
    private final RecentNotes recent = new RecentNotes();
    private final InstantSource clock;
    private final Counter dropped;
    private final Thread writer = new Thread(this::write, "error-log");
    private long droppedNoted; // used by the writer alone
    private volatile boolean stopping;
    private volatile @Nullable String problem;

    private sealed interface Entry {
        record Note(ErrorNote note) implements Entry {}

        record Clear(CompletableFuture<Long> bytes) implements Entry {}

        record Stop() implements Entry {}
    }

    /**
     * Opens the file.
     *
     * @throws IOException where it can't be written; the message names the setting
     */
    public BackendErrorLog(ErrorLogConfiguration configuration, MetricRegistry metrics, InstantSource clock)
            throws IOException {
        this.queueSize = configuration.queueSize();
        this.file = new NoteFile(configuration);
        this.clock = clock;
        this.dropped = metrics.counter("smart.error_notes_dropped");
        writer.setDaemon(true);
    }

    @Override
    public void ended(Attempt attempt) {
        BackendFailure failure = attempt.failure();
        if (failure == null) {
            return;
        }
        if (waiting.incrementAndGet() > queueSize) {
            waiting.decrementAndGet();
            dropped.inc();
        } else {
            queue.add(new Entry.Note(ErrorNote.of(clock.instant(), attempt, failure)));
        }
    }

    /**
     * Empties the file, after all notes taken so far were written to it. While it can't be written it is emptied at once,
     * which may make room; the notes that wait come after.
     *
     * @return the number of bytes removed; fails with an {@link IOException} where the file can't be emptied
     */
    public CompletableFuture<Long> clear() {
        Entry.Clear clear = new Entry.Clear(new CompletableFuture<>());
        queue.add(clear);
        LockSupport.unpark(writer);
        return clear.bytes();
    }

    /** The file with the notes: the one that a link leads to; null where they go to a pipe or a device. */
    public @Nullable Path file() {
        return file.isStream() ? null : file.path();
    }

    /** Where the notes go, as it is shown. */
    public String target() {
        return file.path().toString();
    }

    /**
     * The newest notes: of the file, or, where they go to a pipe or a device, of those that are in memory.
     *
     * @param limit how many at the most
     */
    public NoteReader.Notes newest(int limit, NoteFilter filter) throws IOException {
        Path readable = file();
        return readable == null
                ? NoteReader.newest(recent.newestFirst(), limit, filter)
                : NoteReader.newest(readable, limit, filter);
    }

    /** The same notes, put together by what they say. */
    public NoteGroups groups(NoteFilter filter) throws IOException {
        Path readable = file();
        return readable == null ? NoteReader.groups(recent.newestFirst(), filter) : NoteReader.groups(readable, filter);
    }

    /** The number of notes that were dropped because the disk could not keep up, or could not be written. */
    public long dropped() {
        return dropped.getCount();
    }

    /** Why notes can't be written now, or null while they can. */
    public @Nullable String problem() {
        return problem;
    }

    @Override
    public void start() {
        writer.start();
    }

    /** Writes what is queued, for 10 s at the most, and closes the file. */
    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        queue.add(new Entry.Stop());
        LockSupport.unpark(writer);
        writer.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        if (writer.isAlive()) {
            LOG.error("{} error notes could not be written in time", waiting.get());
        }
    }

    private void write() {
        try (file) {
            boolean more = true;
            while (more) {
                more = handled(queue.take());
            }
            if (problem != null) {
                LOG.error("{} error notes are lost: {}", dropped.getCount() - droppedNoted, problem);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without the writer there would be no more notes, and nobody would know: whatever is thrown is shown, and it goes on. */
    private boolean handled(Entry entry) {
        try {
            handle(entry);
            if (queue.isEmpty()) {
                noteDropped();
                flush();
            } else if (file.isFull()) {
                flush();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("writing the error log failed: this is a bug, or the service lacks memory", e);
            problem = e.toString();
        }
        return !(entry instanceof Entry.Stop);
    }

    private void handle(Entry entry) {
        if (entry instanceof Entry.Note note) {
            waiting.decrementAndGet();
            String line = note.note().line();
            file.append(line);
            if (file.isStream()) {
                recent.add(line);
            }
        } else if (entry instanceof Entry.Clear clear) {
            noteDropped();
            tryFlush();
            clear(clear);
        }
    }

    private void noteDropped() {
        long now = dropped.getCount();
        boolean last = stopping && problem != null; // It would be lost itself, and count as one more.
        if (now > droppedNoted && !last) {
            file.append(ErrorNote.droppedLine(clock.instant(), now - droppedNoted));
            droppedNoted = now;
        }
    }

    /** Returns when what was gathered is in the file, or is given up since the service stops. */
    private void flush() {
        while (!tryFlush()) {
            if (stopping) {
                dropped.inc(file.discard());
                return;
            }
            LockSupport.parkNanos(RETRY_NANOS);
            clearAtOnce();
        }
    }

    private boolean tryFlush() {
        try {
            file.flush();
            if (problem != null) {
                problem = null;
                LOG.info("the error log is writable again");
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            String reason = e instanceof IOException io ? NotePath.reason(file.path(), io) : e.toString();
            if (problem == null) {
                LOG.error("can't write the error log; error notes wait: {}", reason);
            }
            problem = reason;
            return false;
        }
    }

    /** Does what else is asked for, out of turn: the notes ahead of it can't be written. */
    private void clearAtOnce() {
        for (Entry entry : queue) {
            if (entry instanceof Entry.Clear clear && queue.remove(clear)) {
                clear(clear);
            }
        }
    }

    private void clear(Entry.Clear clear) {
        try {
            clear.bytes().complete(file.clear());
        } catch (IOException | RuntimeException e) {
            clear.bytes().completeExceptionally(e);
        }
    }
}
