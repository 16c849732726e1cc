package smart.service.backend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.EventMask;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection of plain HTTP/1.1 on which a request is written by the thread that sends it. By itself the client leaves each
 * request to the connection's I/O thread, which must be woken for it, and wakes its selector for each change of what the
 * connection waits for (docs/performance.md). For requests without a body.
 *
 * <p>The client's parts rely on one thread at a time working on a connection: here that is the one that holds {@link
 * #working}. A sender never waits for it, and leaves the request to the I/O thread where it is taken. The I/O thread may wait
 * for a sender, and then works on no other connection.
 */
final class DirectSession extends ForwardingSession {
    private final ReentrantLock working = new ReentrantLock();
    private final IOEventHandler exclusive = new Exclusive();
    private volatile @Nullable IOEventHandler handler;

    // Guarded by working.
    private boolean broken; // the handler has failed, and is about to be told so
    private @Nullable Command direct; // the request that the working thread sends
    private int added; // what the connection is to wait for from now on
    private int removed; // and no longer

    DirectSession(IOSession session) {
        super(session);
    }

    @Override
    public void upgrade(IOEventHandler handler) {
        this.handler = handler;
        super.upgrade(exclusive);
    }

    @Override
    public void enqueue(Command command, Command.Priority priority) {
        if (!(command instanceof RequestExecutionCommand) || !isSentHere(command)) {
            super.enqueue(command, priority);
        }
    }

    /** Sends the request now, or returns false where the connection can't take it: it is in use, unready or closed. */
    private boolean isSentHere(Command request) {
        if (working.isHeldByCurrentThread() || !working.tryLock()) {
            return false;
        }
        try {
            if (broken || !isOpen() || hasOutput()) {
                return false;
            }
            direct = request;
            send();
            return direct == null;
        } catch (CancelledKeyException e) { // It was closed meanwhile.
            return false;
        } finally {
            direct = null;
            stopWorking();
        }
    }

    /** What the client's reactor does for a connection that can be written. */
    private void send() {
        try {
            updateWriteTime();
            exclusive.outputReady(this);
        } catch (CancelledKeyException e) {
            close(CloseMode.GRACEFUL);
        } catch (IOException | RuntimeException e) {
            exclusive.exception(this, e);
            close(CloseMode.GRACEFUL);
        }
    }

    @Override
    public @Nullable Command poll() {
        if (!working.isHeldByCurrentThread() || direct == null) {
            return super.poll();
        }
        Command request = direct;
        direct = null;
        return request;
    }

    private boolean hasOutput() {
        return hasCommands() || (getEventMask() & EventMask.WRITE) != 0;
    }

    @Override
    public int getEventMask() {
        int mask = super.getEventMask();
        return working.isHeldByCurrentThread() ? (mask | added) & ~removed : mask;
    }

    @Override
    public void setEventMask(int operations) {
        if (working.isHeldByCurrentThread()) {
            added = operations;
            removed = ~operations;
        } else {
            super.setEventMask(operations);
        }
    }

    @Override
    public void setEvent(int operation) {
        if (working.isHeldByCurrentThread()) {
            added |= operation;
            removed &= ~operation;
        } else {
            super.setEvent(operation);
        }
    }

    @Override
    public void clearEvent(int operation) {
        if (working.isHeldByCurrentThread()) {
            added &= ~operation;
            removed |= operation;
        } else {
            super.clearEvent(operation);
        }
    }

    private void stopWorking() {
        try {
            if (working.getHoldCount() == 1 && (added | removed) != 0) {
                tellSelector();
            }
        } finally {
            working.unlock();
        }
    }

    /** What has changed in all: mostly nothing. */
    private void tellSelector() {
        getLock().lock(); // While it is held nobody else changes what the connection waits for.
        try {
            int before = super.getEventMask();
            int now = (before | added) & ~removed;
            if (hasCommands()) { // Whoever put them there may have asked before, and not ask again.
                now |= EventMask.WRITE;
            }
            if (now != before) {
                super.setEventMask(now);
            }
        } catch (CancelledKeyException e) {
            // It is closed, and waits for nothing.
        } finally {
            added = 0;
            removed = 0;
            getLock().unlock();
        }
    }

    private interface Work {
        void run(IOEventHandler handler) throws IOException;
    }

    /** Lets one thread at a time into the connection's handler. */
    private final class Exclusive implements IOEventHandler {
        @Override
        public void connected(IOSession session) throws IOException {
            work(handler -> handler.connected(session));
        }

        @Override
        public void inputReady(IOSession session, @Nullable ByteBuffer bytes) throws IOException {
            work(handler -> handler.inputReady(session, bytes));
        }

        @Override
        public void outputReady(IOSession session) throws IOException {
            work(handler -> handler.outputReady(session));
        }

        @Override
        public void timeout(IOSession session, Timeout timeout) throws IOException {
            work(handler -> handler.timeout(session, timeout));
        }

        @Override
        public void exception(IOSession session, Exception cause) {
            working.lock();
            try {
                handler().exception(session, cause);
            } finally {
                stopWorking();
            }
        }

        @Override
        public void disconnected(IOSession session) {
            working.lock();
            try {
                handler().disconnected(session);
            } finally {
                stopWorking();
            }
        }

        private void work(Work work) throws IOException {
            working.lock();
            boolean failed = true;
            try {
                work.run(handler());
                if (isOpen() && hasOutput()) { // Mostly there is no more, and the handler says so.
                    handler().outputReady(DirectSession.this);
                }
                failed = false;
            } finally {
                broken |= failed;
                stopWorking();
            }
        }

        private IOEventHandler handler() {
            return Objects.requireNonNull(handler);
        }
    }
}
