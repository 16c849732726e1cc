package smart.mock.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the requests that the backend serves at a time. An admitted request begins when its turn comes, and counts
 * until {@link #done()}, even if its caller has left, like a backend that keeps working for callers that are gone.
 * Thread-safe.
 */
sealed interface Admission {
    /**
     * Admits a request, or refuses it.
     *
     * @param arrival returns the work of the request; not called if it is refused
     * @return whether it is admitted
     */
    boolean admit(Supplier<Work> arrival);

    /** A request's work ended: the next one's begins, on this thread. */
    void done();

    /** Whether a request may have to wait for its turn. */
    boolean isLimited();

    /**
     * Changes how many are worked on at a time. Those that are being worked on go on, also where they are more.
     *
     * @return whether that is limited at all
     */
    boolean resize(int capacity);

    /** How many are worked on. */
    int busy();

    /** How many wait for their turn. */
    int queued();

    /** The work that begins when its turn comes. */
    interface Work {
        /** Begins, and throws nothing. Returns false if that failed, so that its place is free again. */
        boolean begin();
    }

    /** Admits all, at once. */
    final class Unlimited implements Admission {
        @Override
        public boolean admit(Supplier<Work> arrival) {
            var unused = arrival.get().begin();
            return true;
        }

        @Override
        public void done() {}

        @Override
        public boolean isLimited() {
            return false;
        }

        @Override
        public boolean resize(int capacity) {
            return false;
        }

        @Override
        public int busy() {
            return 0;
        }

        @Override
        public int queued() {
            return 0;
        }
    }

    /** Serves {@code capacity} at a time, queues more, and refuses when the queue is full. */
    final class Limited implements Admission {
        private final int queueBound;

        // Guarded by this.
        private final ArrayDeque<Work> queue = new ArrayDeque<>();
        private int capacity;
        private int busy;

        Limited(int capacity, int queueBound) {
            this.capacity = capacity;
            this.queueBound = queueBound;
        }

        @Override
        public boolean admit(Supplier<Work> arrival) {
            Work work;
            synchronized (this) {
                if (busy >= capacity && queue.size() >= queueBound) {
                    return false;
                }
                // Under the lock, so that entries are served in the order in which they are taken.
                work = arrival.get();
                if (busy >= capacity) {
                    queue.add(work);
                    return true;
                }
                busy++;
            }
            if (!work.begin()) {
                done();
            }
            return true;
        }

        @Override
        public void done() {
            Work next;
            do {
                next = next();
            } while (next != null && !next.begin());
        }

        /** Passes a place on to the work returned, or frees it. */
        private synchronized @Nullable Work next() {
            var next = busy > capacity ? null : queue.poll();
            if (next == null) {
                busy--;
            }
            return next;
        }

        @Override
        public boolean isLimited() {
            return true;
        }

        @Override
        public boolean resize(int newCapacity) {
            List<Work> next = new ArrayList<>();
            synchronized (this) {
                capacity = newCapacity;
                while (busy < capacity && !queue.isEmpty()) {
                    busy++;
                    next.add(queue.remove());
                }
            }
            for (var work : next) {
                if (!work.begin()) {
                    done();
                }
            }
            return true;
        }

        @Override
        public synchronized int busy() {
            return busy;
        }

        @Override
        public synchronized int queued() {
            return queue.size();
        }
    }
}
