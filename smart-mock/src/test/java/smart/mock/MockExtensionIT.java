package smart.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
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

/** What users write, run by JUnit itself. */
class MockExtensionIT {
    private static final List<MockBackend> SEEN = new ArrayList<>();

    @Test
    void aStaticFieldIsOneMockForTheClassThatIsResetBeforeEachTestAndClosedAfterTheLast() {
        run(OfTheClass.class, 3);
        assertThat(SEEN).hasSize(3);
        assertThat(SEEN.stream().distinct()).hasSize(1);
        assertClosed(SEEN.get(0));
    }

    @Test
    void anInstanceFieldIsAMockOfItsOwnForEachTest() {
        run(OfTheTest.class, 2);
        assertThat(SEEN.stream().distinct()).hasSize(2).allSatisfy(MockExtensionIT::assertClosed);
    }

    @Test
    void anInstanceFieldOfAnInstancePerClassIsAMockOfTheClass() {
        run(OfTheOnlyInstance.class, 2);
        assertThat(SEEN.stream().distinct()).singleElement().satisfies(MockExtensionIT::assertClosed);
    }

    @Test
    void extendWithHandsItOverAsAParameter() {
        run(AsParameter.class, 1);
        assertClosed(SEEN.get(0));
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
    }

    private static void assertClosed(MockBackend mock) {
        assertThatThrownBy(() -> new HttpCaller(mock.url()).get("/"))
                .isInstanceOfAny(ConnectException.class, IllegalArgumentException.class);
    }

    private static void asksOnce(MockBackend mock) throws Exception {
        SEEN.add(mock);
        assertThat(mock.journal()).isEmpty();
        mock.always(Reply.ok("{}"));
        new HttpCaller(mock.url()).get("/work");
        assertThat(mock.received(Match.path("/work"))).hasSize(1);
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

    static class OfTheTest {
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

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OfTheOnlyInstance {
        @RegisterExtension
        final MockExtension backend = new MockExtension();

        @Test
        void one() throws Exception {
            asksOnce(backend.mock());
        }

        @Test
        void two() throws Exception {
            asksOnce(backend.mock());
        }
    }

    @ExtendWith(MockExtension.class)
    static class AsParameter {
        @Test
        void one(MockBackend mock) throws Exception {
            asksOnce(mock);
        }
    }
}
