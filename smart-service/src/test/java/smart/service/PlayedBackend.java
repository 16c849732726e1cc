package smart.service;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawExchange;

/** A backend on sockets that gives each request the next reply of a script, and records how each ended. Thread-safe. */
final class PlayedBackend implements AutoCloseable {
    private final RawBackend backend = RawBackend.start();
    private volatile Script script = new Script(List.of());

    /** A request: when it arrived, and how it ended. */
    static final class Attempt {
        private final long nanos = System.nanoTime();
        private volatile End end = End.NONE;

        /** When it arrived, by {@link System#nanoTime}. */
        long nanos() {
            return nanos;
        }
    }

    /** How a request ended. */
    enum End {
        /** It has not. */
        NONE,
        /** Its reply was sent. */
        ANSWERED,
        /** The caller ended its connection. */
        ABORTED,
        /** It was one more than the script has replies for. */
        SURPLUS
    }

    /** The replies of a test, and the requests that have got one. */
    private record Script(List<Reply> replies, List<Attempt> attempts) {
        Script(List<Reply> replies) {
            this(replies, new CopyOnWriteArrayList<>());
        }

        void answer(RawExchange exchange) throws IOException {
            Attempt attempt = new Attempt();
            int number;
            synchronized (this) {
                number = attempts.size();
                attempts.add(attempt);
            }
            if (number >= replies.size()) {
                attempt.end = End.SURPLUS;
                throw new IOException("the script has no reply for it");
            }
            Reply reply = replies.get(number);
            try {
                reply.to(exchange);
                attempt.end = reply == NEVER ? End.ABORTED : End.ANSWERED;
            } catch (IOException e) {
                attempt.end = End.ABORTED;
                throw e;
            }
        }
    }

    /** No reply: the request waits until its caller ends it. */
    static final Reply NEVER = Reply.never();

    URI url() {
        return backend.url();
    }

    /** Gives the next requests these replies, one each in the order of their arrival. */
    void plays(Reply... replies) {
        Script next = new Script(List.of(replies));
        script = next;
        backend.reply(next::answer);
    }

    /** That reply, once so many requests of the script have arrived. */
    Reply once(int requests, Reply reply) {
        return exchange -> {
            awaitAttempts(requests);
            reply.to(exchange);
        };
    }

    /** The script's requests so far. */
    List<Attempt> attempts() {
        return List.copyOf(script.attempts());
    }

    /** Waits until there are so many of them. */
    void awaitAttempts(int requests) {
        Await.until(requests + " requests", () -> script.attempts().size() >= requests);
    }

    /** How its requests ended, once there are so many of them and all have. */
    List<End> ends(int requests) {
        awaitAttempts(requests);
        Await.until("all requests have ended", () -> script.attempts().stream()
                .noneMatch(attempt -> attempt.end == End.NONE));
        return script.attempts().stream().map(attempt -> attempt.end).toList();
    }

    @Override
    public void close() {
        backend.close();
    }
}
