package smart.service.errorlog;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.backend.AttemptListener;
import smart.service.backend.BackendFailure;

/**
 * Notes every failed attempt in {@code backend_errors.log}. Noting never waits for the disk: notes queue up, and only
 * when the queue is full are further ones dropped, counted in {@code smart.error_notes_dropped} and, later, in a note.
 * Safe for use by many threads.
 */
public final class BackendErrorLog implements AttemptListener, Managed {
    private static final Logger LOG = LoggerFactory.getLogger(BackendErrorLog.class);
    private static final long STOP_SECONDS = 10;

    private final BlockingQueue<Entry> queue;
    private final NoteFile file;
    private final InstantSource clock;
    private final Counter dropped;
    private final Thread writer = new Thread(this::write, "error-log");
    private long droppedNoted; // used by the writer alone

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
        this.queue = new LinkedBlockingQueue<>(configuration.queueSize());
        this.file = new NoteFile(configuration);
        this.clock = clock;
        this.dropped = metrics.counter("smart.error_notes_dropped");
        writer.setDaemon(true);
    }

    @Override
    public void ended(Attempt attempt) {
        BackendFailure failure = attempt.failure();
        if (failure != null && !queue.offer(new Entry.Note(ErrorNote.of(clock.instant(), attempt, failure)))) {
            dropped.inc();
        }
    }

    /**
     * Empties the file, after all notes taken so far were written to it.
     *
     * @return the number of bytes removed; fails with an {@link IOException} where the file can't be written
     */
    public CompletableFuture<Long> clear() {
        Entry.Clear clear = new Entry.Clear(new CompletableFuture<>());
        try {
            queue.put(clear);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            clear.bytes().completeExceptionally(e);
        }
        return clear.bytes();
    }

    /** The number of notes that were dropped because the disk could not keep up. */
    public long dropped() {
        return dropped.getCount();
    }

    @Override
    public void start() {
        writer.start();
    }

    /** Writes what is queued, for 10 s at the most, and closes the file. */
    @Override
    public void stop() throws InterruptedException {
        queue.put(new Entry.Stop());
        writer.join(TimeUnit.SECONDS.toMillis(STOP_SECONDS));
        if (writer.isAlive()) {
            LOG.error("{} error notes could not be written in time", queue.size());
        }
    }

    private void write() {
        try (file) {
            boolean more = true;
            while (more) {
                more = handle(queue.take());
                if (queue.isEmpty()) {
                    noteDropped();
                    flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean handle(Entry entry) {
        if (entry instanceof Entry.Note note) {
            file.append(note.note().line());
        } else if (entry instanceof Entry.Clear clear) {
            clear(clear.bytes());
        }
        return !(entry instanceof Entry.Stop);
    }

    private void clear(CompletableFuture<Long> bytes) {
        try {
            noteDropped();
            bytes.complete(file.clear());
        } catch (IOException | RuntimeException e) {
            bytes.completeExceptionally(e);
        }
    }

    private void noteDropped() {
        long now = dropped.getCount();
        if (now > droppedNoted) {
            file.append(ErrorNote.droppedLine(clock.instant(), now - droppedNoted));
            droppedNoted = now;
        }
    }

    private void flush() {
        try {
            file.flush();
        } catch (IOException e) {
            LOG.error("can't write the error log: {}", e.getMessage());
        }
    }
}
