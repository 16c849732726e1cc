package smart.service.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.nio.command.ShutdownCommand;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.EventMask;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who sends a request, and what the selector hears of it. The test plays the selector. */
class DirectSessionTest {
    private final Connection connection = new Connection();
    private final DirectSession session = new DirectSession(connection.session());
    private final Client client = new Client();
    private final Command request = new RequestExecutionCommand(
            (AsyncClientExchangeHandler) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {AsyncClientExchangeHandler.class},
                    (proxy, method, arguments) -> null),
            null);

    @BeforeEach
    void connected() {
        session.upgrade(client);
    }

    @Test
    void aRequestIsSentByWhoHasIt() {
        send();

        assertThat(client.sent).containsExactly(Thread.currentThread());
        assertThat(connection.wakeUps).isZero();
        assertThat(connection.mask).isEqualTo(EventMask.READ);
    }

    @Test
    void whatCouldNotBeWrittenAtOnceIsLeftToTheSelector() {
        client.full = true;

        send();

        assertThat(client.sent).hasSize(1);
        assertThat(connection.mask).isEqualTo(EventMask.READ_WRITE);
        assertThat(connection.wakeUps).isOne();
    }

    @Test
    void whatIsNoRequestIsLeftToTheClientsThread() {
        session.enqueue(ShutdownCommand.GRACEFUL, Command.Priority.IMMEDIATE);

        assertThat(connection.queue).containsExactly(ShutdownCommand.GRACEFUL);
        assertThat(client.sent).isEmpty();
    }

    @Test
    void aRequestIsSentByTheClientsThreadWhereThatIsWorking() throws Exception {
        client.onInput = () -> onAnotherThread(this::send);

        session.getHandler().inputReady(session, null);

        assertThat(client.sent).containsExactly(Thread.currentThread());
        assertThat(connection.queue).isEmpty();
    }

    @Test
    void aRequestOfTheClientsThreadItselfIsSentWhenItsWorkIsDone() throws Exception {
        client.onInput = () -> {
            send();
            assertThat(client.sent).isEmpty();
        };

        session.getHandler().inputReady(session, null);

        assertThat(client.sent).hasSize(1);
    }

    @Test
    void aRequestIsNotForgottenThatComesWhenTheWorkIsNearlyDone() {
        client.onNoMoreOutput = () -> onAnotherThread(this::send);

        send();

        assertThat(client.sent).hasSize(1);
        assertThat(connection.queue).containsExactly(request);
        assertThat(connection.mask).as("the selector sees to it").isEqualTo(EventMask.READ_WRITE);
    }

    @Test
    void aConnectionThatCanNotBeWrittenIsClosedAndItsClientTold() {
        client.failure = new IOException("Broken pipe");

        send();

        assertThat(client.told).isSameAs(client.failure);
        assertThat(connection.status).isEqualTo(IOSession.Status.CLOSED);
        assertThat(connection.queue).as("the client was told already").isEmpty();
    }

    @Test
    void aClosedConnectionIsLeftToTheClient() {
        session.close();

        send();

        assertThat(connection.queue).containsExactly(request);
        assertThat(client.sent).isEmpty();
    }

    @Test
    void aRequestThatTheClientDoesNotTakeStaysInTheQueue() {
        client.closing = true;

        send();

        assertThat(connection.queue).containsExactly(request);
        assertThat(connection.mask).isEqualTo(EventMask.READ_WRITE);
    }

    /** What the client reads before it fails would have shown a sender that the connection is of no use. */
    @Test
    void nothingIsSentBetweenAFailureAndTheEndOfTheConnection() {
        client.inputFailure = new IOException("Unasked");
        assertThatThrownBy(() -> session.getHandler().inputReady(session, null)).isSameAs(client.inputFailure);

        send();

        assertThat(client.sent).isEmpty();
        assertThat(connection.queue).containsExactly(request);
    }

    @Test
    void aConnectionThatIsClosedMeanwhileIsLeftToTheClient() {
        connection.keyCancelled = true;

        send();

        assertThat(connection.queue).containsExactly(request);
        assertThat(client.sent).isEmpty();
    }

    @Test
    void whatFailsBeforeTheRequestIsTakenIsToldOnce() {
        client.failsFirst = true;
        client.failure = new IOException("Broken pipe");

        send();

        assertThat(client.drained).containsExactly(request);
        assertThat(connection.queue).isEmpty();
    }

    private void send() {
        session.enqueue(request, Command.Priority.NORMAL);
    }

    private static void onAnotherThread(Runnable work) {
        CompletableFuture.runAsync(work).orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Does with a connection what HttpClient's handler does. */
    private static final class Client implements IOEventHandler {
        private final List<Thread> sent = new ArrayList<>();
        private final List<Command> drained = new ArrayList<>();
        private Runnable onInput = () -> {};
        private Runnable onNoMoreOutput = () -> {};
        private boolean full;
        private boolean closing;
        private boolean failsFirst;
        private @Nullable IOException failure;
        private @Nullable IOException inputFailure;
        private @Nullable Exception told;

        @Override
        public void connected(IOSession session) {}

        @Override
        public void inputReady(IOSession session, @Nullable ByteBuffer bytes) throws IOException {
            if (inputFailure != null) {
                throw inputFailure;
            }
            session.setEvent(EventMask.READ);
            onInput.run();
        }

        @Override
        public void outputReady(IOSession session) throws IOException {
            if (full && !sent.isEmpty()) {
                return;
            }
            session.clearEvent(EventMask.WRITE);
            if (failsFirst && failure != null) {
                throw failure;
            }
            Command command = closing ? null : session.poll();
            if (command == null) {
                Runnable once = onNoMoreOutput;
                onNoMoreOutput = () -> {};
                once.run();
                return;
            }
            if (failure != null) {
                throw failure;
            }
            sent.add(Thread.currentThread());
            session.setEvent(EventMask.WRITE);
        }

        @Override
        public void timeout(IOSession session, Timeout timeout) {}

        @Override
        public void exception(IOSession session, Exception cause) {
            told = cause;
            for (Command command = session.poll(); command != null; command = session.poll()) {
                drained.add(command);
            }
        }

        @Override
        public void disconnected(IOSession session) {}
    }

    /** The client's connection, without a socket. */
    private static final class Connection {
        private final Deque<Command> queue = new ArrayDeque<>();
        private final ReentrantLock lock = new ReentrantLock();
        private int mask = EventMask.READ;
        private int wakeUps;
        private IOSession.Status status = IOSession.Status.ACTIVE;
        private boolean keyCancelled;
        private @Nullable IOEventHandler handler;

        IOSession session() {
            return (IOSession) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {IOSession.class},
                    (proxy, method, arguments) -> call(method, arguments));
        }

        private @Nullable Object call(Method method, Object[] arguments) {
            switch (method.getName()) {
                case "upgrade" -> handler = (IOEventHandler) arguments[0];
                case "enqueue" -> {
                    queue.add((Command) arguments[0]);
                    changeMask(mask | EventMask.WRITE);
                }
                case "setEventMask" -> changeMask((int) arguments[0]);
                case "close" -> status = IOSession.Status.CLOSED;
                case "updateWriteTime" -> {}
                default -> {
                    return switch (method.getName()) {
                        case "getHandler" -> handler;
                        case "getLock" -> lock;
                        case "poll" -> queue.poll();
                        case "hasCommands" -> !queue.isEmpty();
                        case "getEventMask" -> {
                            if (keyCancelled) {
                                throw new CancelledKeyException();
                            }
                            yield mask;
                        }
                        case "isOpen" -> status == IOSession.Status.ACTIVE;
                        default -> throw new UnsupportedOperationException(method.toString());
                    };
                }
            }
            return null;
        }

        private void changeMask(int operations) {
            mask = operations;
            wakeUps++;
        }
    }
}
