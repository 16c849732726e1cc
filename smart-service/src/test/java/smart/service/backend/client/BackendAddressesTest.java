package smart.service.backend.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class BackendAddressesTest {
    private static final Duration TIME_TO_LIVE = Duration.ofSeconds(30);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final NameServer names = new NameServer();
    private final BackendAddresses addresses = new BackendAddresses("backend", TIME_TO_LIVE, names, scheduler);

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

    @Test
    void aCallNeverAsksTheNameServer() throws Exception {
        addresses.start();
        for (int i = 0; i < 10; i++) {
            assertThat(addresses.known()[0].getHostAddress()).isEqualTo("192.0.2.1");
        }
        assertThat(names.asked).isEqualTo(1);
    }

    @Test
    void followsAChangedAddressAfterTheTimeToLive() throws Exception {
        addresses.start();
        names.address = "192.0.2.2";
        assertThat(scheduler.runNext()).isEqualTo(TIME_TO_LIVE);
        assertThat(addresses.known()[0].getHostAddress()).isEqualTo("192.0.2.2");
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

        assertThat(addresses.known()[0].getHostAddress()).isEqualTo("192.0.2.1");

        answers.countDown();
        looking.join();
        assertThat(addresses.known()[0].getHostAddress()).isEqualTo("192.0.2.2");
    }

    @Test
    void keepsTheLastAnswerWhileTheNameServerFails() throws Exception {
        addresses.start();
        names.address = null;
        scheduler.runNext();
        assertThat(addresses.known()[0].getHostAddress()).isEqualTo("192.0.2.1");
        assertThat(scheduler.tasks).hasSize(1);
    }

    @Test
    void asksAgainSoonWhileItKnowsNothing() throws Exception {
        names.address = null;
        addresses.start();
        assertThatThrownBy(() -> addresses.known()).isInstanceOf(UnknownHostException.class);
        names.address = "192.0.2.3";
        assertThat(scheduler.runNext()).isEqualTo(Duration.ofSeconds(1));
        assertThat(addresses.known()[0].getHostAddress()).isEqualTo("192.0.2.3");
    }
}
