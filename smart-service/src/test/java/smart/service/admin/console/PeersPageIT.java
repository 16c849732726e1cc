package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** How the page shows the other replicas. */
class PeersPageIT extends ScriptedPage {
    @Test
    void replicasAreShownWithTheirSumAndTheWayToTheOthers() {
        ConsoleStates.REPLICAS.play(console);
        browser.awaitText("#peers", "smart-7f9c-k8");
        assertThat(browser.text("#peers-rows"))
                .contains("Healthy (this one)", "Backend failing", "does not respond: no response within 1.5 s");
        assertThat(browser.text("#peers-sum"))
                .isEqualTo("2 of 3 ready, 89.2 calls/s, 12 of 200 in flight, highest p95 900 ms");
        browser.click("[data-peer='10.1.0.8:8001'] a");
        assertThat(browser.text("#peer")).contains("kubectl port-forward pod/smart-7f9c-k8 9001:8001", "ssh -L");
    }

    /** Behind a name may be an ingress or a tunnel, whose browser does not reach the addresses of the replicas. */
    @Test
    void aPageOpenedByAHostNameSaysHowToReachAReplica() {
        ConsoleStates.REPLICAS.play(console);
        browser.open(URI.create("http://smart.localhost:" + console.url().getPort() + "/"));
        browser.awaitText("#peers", "smart-7f9c-k8");
        browser.click("[data-peer='10.1.0.8:8001'] a");
        assertThat(browser.text("#peer"))
                .contains(
                        "You opened this page at smart.localhost", "kubectl port-forward pod/smart-7f9c-k8 9001:8001");
    }
}
