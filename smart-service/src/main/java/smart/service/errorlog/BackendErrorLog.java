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
 * Writes one error note per failed attempt to {@code backend_errors.log}. A caller of this class never waits for the
 * disk: notes go into a queue. While the file can't be written, the writer tries again each second. Only when the queue
 * is full does it drop notes; it counts them in {@code smart.error_notes_dropped} and later in a line of the file. Safe
 * for use by many threads.
 */
public final class BackendErrorLog implements AttemptListener, Managed {
    private static final Logger LOG = LoggerFactory.getLogger(BackendErrorLog.class);
    private static final long STOP_MILLIS = 9_900;
    /** A pipe that has no reader now will hardly get one during the stop. */
    private static final long PIPE_MILLIS = 100;

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final BlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger(); // notes in the queue; other entries always fit
    private final int queueSize;
    private final NoteFile file;
    private final WrittenNotes written;
    private final InstantSource clock;
    private final Counter dropped;
    private final Thread writer = new Thread(this::write, "error-log");
    // Used by the writer alone.
    private long droppedNoted;
    private String lastProblem = "the disk could not keep up";
    private volatile boolean stopping;
    private volatile @Nullable String problem;

    private sealed interface Entry {
        record Note(ErrorNote note) implements Entry {}

        record Clear(Clearing bytes) implements Entry {}

        record Stop() implements Entry {}
    }

    /**
     * Opens the file.
     *
     * @throws IOException if it can't be written; the message names the setting
     */
    public BackendErrorLog(ErrorLogConfiguration configuration, MetricRegistry metrics, InstantSource clock)
            throws IOException {
        this.queueSize = configuration.queueSize();
        this.file = new NoteFile(configuration);
        this.written = new WrittenNotes(file);
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
     * Empties the file after all waiting notes are written. If the file can't be written, it is emptied at once, which
     * may free space, and the waiting notes follow. A cancelled result removes nothing. Once the file is being emptied, the
     * result can't be cancelled.
     *
     * @return the number of bytes removed; fails with an {@link IOException} if the file can't be emptied
     */
    public CompletableFuture<Long> clear() {
        Entry.Clear clear = new Entry.Clear(new Clearing());
        queue.add(clear);
        LockSupport.unpark(writer);
        return clear.bytes();
    }

    /** The file with the notes, after following links; null if they go to a pipe or a device. */
    public @Nullable Path file() {
        return file.isStream() ? null : file.path();
    }

    /** The target of the notes, for display. */
    public String target() {
        return file.path().toString();
    }

    /** The notes that were written, to be read. */
    public WrittenNotes written() {
        return written;
    }

    private String reason(Throwable e) {
        return e instanceof IOException io ? NotePath.reason(file.path(), io) : e.toString();
    }

    /** The number of notes dropped because the disk was too slow or not writable. */
    public long dropped() {
        return dropped.getCount();
    }

    /** Why notes can't be written now, or null if they can. */
    public @Nullable String problem() {
        return problem;
    }

    /** Whether notes wait for a process that reads the pipe. */
    boolean waitsForReader() {
        return file.waitsForReader() && waiting() > 0;
    }

    /** The notes that are not written yet. */
    int waiting() {
        return waiting.get() + file.gathered();
    }

    /** Why the file could not be rotated and so grows beyond its size; null if it could. */
    @Nullable String rotationProblem() {
        return file.rotationProblem();
    }

    @Override
    public void start() {
        writer.start();
    }

    /** Writes the queued notes, for at most 10 s, and closes the file. */
    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        queue.add(new Entry.Stop());
        LockSupport.unpark(writer);
        writer.join(PIPE_MILLIS);
        if (!file.waitsForReader()) {
            writer.join(STOP_MILLIS);
        }
        if (writer.isAlive()) {
            LOG.error(
                    "{} error notes are lost: {}",
                    waiting(),
                    file.waitsForReader() ? "no process reads " + target() : "the disk did not take them in time");
        }
    }

    private void write() {
        try (file) {
            boolean more = true;
            while (more) {
                more = handled(queue.take());
            }
            long lost = dropped.getCount() - droppedNoted;
            if (lost > 0) {
                LOG.error("{} error notes are lost: {}", lost, lastProblem);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** If the writer died, notes would be lost without a sign. So it logs any exception and continues. */
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
            failed(e.toString());
        }
        return !(entry instanceof Entry.Stop);
    }

    private void handle(Entry entry) {
        if (entry instanceof Entry.Note note) {
            waiting.decrementAndGet();
            String line = note.note().line();
            file.append(line);
            written.add(line);
        } else if (entry instanceof Entry.Clear clear) {
            noteDropped();
            tryFlush();
            clear(clear);
        }
    }

    private void noteDropped() {
        long now = dropped.getCount();
        boolean last = stopping && problem != null; // This note would itself be lost, and count as one more.
        if (now > droppedNoted && !last) {
            file.append(ErrorNote.droppedLine(clock.instant(), now - droppedNoted));
            droppedNoted = now;
        }
    }

    /** Returns when the gathered lines are in the file, or are given up because the service stops. */
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
        if (file.gathered() == 0) {
            return true; // It says nothing about the disk.
        }
        try {
            file.flush();
            if (problem != null) {
                problem = null;
                LOG.info("the error log is writable again");
            }
            return true;
        } catch (IOException | RuntimeException | Error e) {
            String reason = reason(e);
            if (problem == null) {
                LOG.error("can't write the error log; error notes wait: {}", reason);
            }
            failed(reason);
            return false;
        }
    }

    private void failed(String reason) {
        problem = reason;
        lastProblem = reason;
    }

    /** Serves other requests early, since the notes before them can't be written. */
    private void clearAtOnce() {
        for (Entry entry : queue) {
            if (entry instanceof Entry.Clear clear && queue.remove(clear)) {
                clear(clear);
            }
        }
    }

    private void clear(Entry.Clear clear) {
        if (!clear.bytes().begin()) {
            return;
        }
        try {
            clear.bytes().complete(file.clear());
        } catch (IOException | RuntimeException e) {
            clear.bytes().completeExceptionally(new IOException(target() + " can't be emptied: " + reason(e), e));
        }
    }
}
