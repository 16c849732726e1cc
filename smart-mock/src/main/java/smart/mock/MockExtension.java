package smart.mock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A {@link MockBackend} for the tests of a class, with JUnit 5 (5.9 or later) from the user's build.
 *
 * <p>{@code @ExtendWith(MockExtension.class)}, or a static field with {@code @RegisterExtension}, starts one mock for
 * the class and the classes nested in it; before each test it is {@link MockBackend#reset() reset}. A non-static field
 * gives each test its own mock, for tests that run in parallel; but with {@code @TestInstance(PER_CLASS)} JUnit takes it
 * for a field of the class, so that the tests share one mock, as with a static field. It is always closed after the last test. A test gets it
 * as a parameter of type {@link MockBackend}, or from {@link #mock()}.
 *
 * <pre>{@code
 *
 * @RegisterExtension static final MockExtension backend = new MockExtension();
 *
 * @Test void asksOnce() { backend.mock().stubs(Stub.of(Match.path("/work"), Reply.ok("{}"))); new
 *     Client(backend.mock().url()).work(); assertThat(backend.mock().received(Match.path("/work"))).hasSize(1); }
 *     }</pre>
 */
public final class MockExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final MockOptions options;

    private volatile @Nullable MockBackend mock;
    /**
     * The containers, and the tests outside a container, that use the mock: the class itself and its nested classes.
     */
    private int users;

    private boolean isOfTheClass;

    /** A mock with the defaults. */
    public MockExtension() {
        this(MockOptions.defaults());
    }

    /** A mock with these options. */
    public MockExtension(MockOptions options) {
        this.options = options;
    }

    /**
     * The mock.
     *
     * @throws IllegalStateException outside a test and its class's callbacks
     */
    public MockBackend mock() {
        var running = mock;
        if (running == null) {
            throw new IllegalStateException(
                    "the mock runs only while tests do: register MockExtension with @RegisterExtension or @ExtendWith");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        isOfTheClass = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (isOfTheClass) {
            mock().reset();
        } else {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!isOfTheClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MockBackend.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return mock();
    }

    private synchronized void start() {
        if (users++ == 0) {
            mock = MockBackend.start(options);
        }
    }

    private synchronized void stop() {
        var running = mock;
        if (--users == 0 && running != null) {
            mock = null;
            running.close();
        }
    }
}
