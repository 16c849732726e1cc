package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import smart.mock.journal.Match;
import smart.mock.reply.Reply;
import smart.mock.scenario.Stub;
import smart.testkit.RawCaller;

/** What users write, run by JUnit itself. */
class MockExtensionIT {
    private static final List<Seen> SEEN = new ArrayList<>();

    /** A mock that a test got, and a caller that waits for its reply. */
    private record Seen(MockBackend mock, RawCaller waiting) {}

    @AfterEach
    void close() throws Exception {
        for (var seen : SEEN) {
            seen.waiting().close();
        }
    }

    @Test
    void aStaticFieldIsOneMockForTheClassThatIsResetBeforeEachTestAndClosedAfterTheLast() {
        run(OfTheClass.class, 3);
        assertThat(mocks()).hasSize(1);
        assertAllAreClosed();
    }

    @Test
    void anInstanceFieldIsAMockOfItsOwnForEachTest() {
        run(OfTheTest.class, 2);
        assertThat(mocks()).hasSize(2);
        assertAllAreClosed();
    }

    @Test
    void anInstanceFieldOfAnInstancePerClassIsAMockOfTheClass() {
        run(OfTheOnlyInstance.class, 2);
        assertThat(mocks()).hasSize(1);
        assertAllAreClosed();
    }

    @Test
    void extendWithHandsItOverAsAParameter() {
        run(AsParameter.class, 1);
        assertAllAreClosed();
    }

    @Test
    void outsideOfTestsThereIsNone() {
        assertThatThrownBy(new MockExtension()::mock)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    private static void run(Class<?> tests, int expected) {
        SEEN.clear();
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .build(),
                        summary);
        assertThat(summary.getSummary().getFailures()).isEmpty();
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(expected);
        assertThat(SEEN).hasSize(expected);
    }

    private static Set<MockBackend> mocks() {
        return SEEN.stream().map(Seen::mock).collect(Collectors.toSet());
    }

    /** Seen from within their connections, since the port of a closed mock may already be another server's. */
    private static void assertAllAreClosed() {
        assertThat(SEEN)
                .allSatisfy(seen -> assertThat(seen.waiting().readToEnd()).isEmpty());
    }

    private static void asksOnce(MockBackend mock) throws Exception {
        assertThat(mock.journal()).isEmpty();
        mock.stubs(
                Stub.of(Match.path("/work"), Reply.ok("{}")),
                Stub.of(Match.path("/wait"), Reply.of("{}", 200, 3_600_000)));
        new HttpCaller(mock.url()).get("/work");
        assertThat(mock.received(Match.path("/work"))).hasSize(1);
        SEEN.add(new Seen(mock, new RawCaller(mock.url()).get("/wait")));
        mock.await(entries -> entries.size() == 2);
    }

    static class OfTheClass {
        @RegisterExtension
        static final MockExtension BACKEND = new MockExtension();

        @Test
        void one() throws Exception {
            asksOnce(BACKEND.mock());
        }

        @Test
        void two() throws Exception {
            asksOnce(BACKEND.mock());
        }

        @Nested
        class Inner {
            @Test
            void three() throws Exception {
                asksOnce(BACKEND.mock());
            }
        }
    }

    abstract static class InstanceField {
        @RegisterExtension
        final MockExtension backend = new MockExtension(MockOptions.defaults().withSeed(1));

        @Test
        void one() throws Exception {
            asksOnce(backend.mock());
        }

        @Test
        void two() throws Exception {
            asksOnce(backend.mock());
        }
    }

    static class OfTheTest extends InstanceField {}

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OfTheOnlyInstance extends InstanceField {}

    @ExtendWith(MockExtension.class)
    static class AsParameter {
        @Test
        void one(MockBackend mock) throws Exception {
            asksOnce(mock);
        }
    }
}
