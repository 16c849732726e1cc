package smart.service.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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

    @Test
    void theClientsNextProtocolSendsTheFirstRequest() throws Exception {
        Client next = new Client();
        client.onConnected = () -> {
            session.upgrade(next);
            send();
        };

        session.getHandler().connected(session);

        assertThat(next.sent).hasSize(1);
        assertThat(client.sent).isEmpty();
    }

    private void send() {
        session.enqueue(request, Command.Priority.NORMAL);
    }

    private static void onAnotherThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does with a connection what HttpClient's handler does. */
    private static final class Client implements IOEventHandler {
        private final List<Thread> sent = new ArrayList<>();
        private Runnable onConnected = () -> {};
        private Runnable onInput = () -> {};
        private Runnable onNoMoreOutput = () -> {};
        private boolean full;
        private boolean closing;
        private @Nullable IOException failure;
        private @Nullable Exception told;

        @Override
        public void connected(IOSession session) {
            onConnected.run();
        }

        @Override
        public void inputReady(IOSession session, @Nullable ByteBuffer bytes) {
            session.setEvent(EventMask.READ);
            onInput.run();
        }

        @Override
        public void outputReady(IOSession session) throws IOException {
            if (full && !sent.isEmpty()) {
                return;
            }
            session.clearEvent(EventMask.WRITE);
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
                        case "getEventMask" -> mask;
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
