package smart.service.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import smart.service.LogLines;

final class BackendAddressesTest {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

    private final ManualExecutor scheduler = new ManualExecutor();
    private final NameServer names = new NameServer();
    private final AddressBook book = new AddressBook(Spread.FIRST, () -> 0, bound -> 0);
    private final BackendAddresses addresses =
            new BackendAddresses("backend", TIME_TO_LIVE, names, (address, millis) -> false, scheduler, book);

    private static final class NameServer implements BackendAddresses.Resolver {
        private String address = "192.0.2.1";
        private Wait before = () -> {};
        private int asked;

        private interface Wait {
            void await() throws InterruptedException;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            asked++;
            try {
                before.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (address == null) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.getByName(address)};
        }
    }

    private String first() {
        return book.known().get(0).text();
    }

    @Test
    void aChoiceNeverAsksTheNameServer() {
        addresses.start();
        names.before = () -> {
            throw new IllegalStateException("asked by an attempt");
        };
        for (int i = 0; i < 10; i++) {
            UsedAddresses used = new UsedAddresses();
            AddressUse use = book.choose(used);
            assertThat(use.address().text()).isEqualTo("192.0.2.1");
            use.failed(true);
            assertThat(book.chooseAnother(used, List.of(use.address()), null)).isNull();
        }
        assertThat(names.asked).isEqualTo(1);
    }

    @Test
    void aBugInALookUpIsLoggedAndChangesNothing() {
        addresses.start();
        names.before = () -> {
            throw new IllegalStateException("the test's bug");
        };
        List<ILoggingEvent> log = logOf(scheduler::runNext);
        assertThat(first()).isEqualTo("192.0.2.1");
        assertThat(log).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("the test's bug");
        });
        assertThat(scheduler.tasks).hasSize(1);
    }

    @Test
    void anOutageOfTheNameServerIsALineAtItsStartAndAtItsEnd() {
        names.address = null;
        List<ILoggingEvent> log = logOf(() -> {
            addresses.start();
            scheduler.runNext();
            scheduler.runNext();
            names.address = "192.0.2.2";
            scheduler.runNext();
            scheduler.runNext();
        });
        assertThat(log)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "can't resolve the host backend, and tries it again and again: backend",
                        "the host backend can be resolved again");
    }

    private static List<ILoggingEvent> logOf(Runnable work) {
        try (LogLines log = LogLines.of(BackendAddresses.class)) {
            work.run();
            return log.events();
        }
    }

    @Test
    void followsAChangedAddressAfterTheTimeToLive() throws Exception {
        addresses.start();
        names.address = "192.0.2.2";
        assertThat(scheduler.runNext()).isEqualTo(TIME_TO_LIVE);
        assertThat(first()).isEqualTo("192.0.2.2");
    }

    @Test
    void aNameServerThatTakesItsTimeKeepsNobodyWaiting() throws Exception {
        addresses.start();
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answers = new CountDownLatch(1);
        names.before = () -> {
            asked.countDown();
            answers.await();
        };
        names.address = "192.0.2.2";
        Thread looking = new Thread(scheduler::runNext);
        looking.start();
        asked.await();

        assertThat(first()).isEqualTo("192.0.2.1");

        answers.countDown();
        looking.join();
        assertThat(first()).isEqualTo("192.0.2.2");
    }

    @Test
    void keepsTheLastAnswerWhileTheNameServerFails() throws Exception {
        addresses.start();
        names.address = null;
        scheduler.runNext();
        assertThat(first()).isEqualTo("192.0.2.1");
        assertThat(scheduler.tasks).hasSize(1);
    }

    @Test
    void asksAgainSoonWhileItKnowsNothing() throws Exception {
        names.address = null;
        addresses.start();
        assertThat(book.known()).isEmpty();
        names.address = "192.0.2.3";
        assertThat(scheduler.runNext()).isEqualTo(Duration.ofSeconds(1));
        assertThat(first()).isEqualTo("192.0.2.3");
    }
}
