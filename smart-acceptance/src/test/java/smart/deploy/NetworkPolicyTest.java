package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the NetworkPolicy lets a replica connect to, as the API's documents define it. */
final class NetworkPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "10.96.0.10, 53, UDP, true, DNS of the cluster",
        "10.96.0.10, 53, TCP, true, its long answers",
        "169.254.20.10, 53, UDP, true, NodeLocal DNSCache",
        "fd00::a, 53, UDP, true, DNS over IPv6",
        "10.1.2.3, 8080, TCP, true, the backend",
        "fd00::b, 8080, TCP, true, the backend over IPv6",
        "169.254.169.254, 80, TCP, false, the metadata of a cloud",
        "169.254.169.254, 8080, TCP, false, the same on the backend's port",
        "fd00:ec2::254, 8080, TCP, false, the same over IPv6",
        "10.1.2.3, 22, TCP, false, something else"
    })
    void aReplicaReachesDnsAndTheBackendAndNothingElse(
            String address, int port, String protocol, boolean allowed, String what) throws Exception {
        assertThat(Manifests.the(NetworkPolicy.class).getSpec().getEgress().stream()
                        .anyMatch(rule -> opens(rule, port, protocol) && leadsTo(rule, address)))
                .as(what)
                .isEqualTo(allowed);
    }

    private static boolean opens(NetworkPolicyEgressRule rule, int port, String protocol) {
        return rule.getPorts().isEmpty() // all of them
                || rule.getPorts().stream()
                        .anyMatch(open -> isIn(open, port)
                                && protocol.equals(open.getProtocol() == null ? "TCP" : open.getProtocol()));
    }

    private static boolean isIn(NetworkPolicyPort open, int port) {
        if (open.getPort() == null) {
            return true;
        }
        int first = open.getPort().getIntVal();
        return first <= port && port <= (open.getEndPort() == null ? first : open.getEndPort());
    }

    /** A rule without peers leads everywhere. A peer that is a pod is in no block of addresses. */
    private static boolean leadsTo(NetworkPolicyEgressRule rule, String address) {
        return rule.getTo().isEmpty()
                || rule.getTo().stream()
                        .anyMatch(peer -> peer.getIpBlock() != null && contains(peer.getIpBlock(), address));
    }

    private static boolean contains(IPBlock block, String address) {
        return contains(block.getCidr(), address)
                && block.getExcept().stream().noneMatch(except -> contains(except, address));
    }

    private static boolean contains(String cidr, String address) {
        String[] parts = cidr.split("/", -1);
        byte[] network = bytes(parts[0]);
        byte[] tested = bytes(address);
        int free = network.length * 8 - Integer.parseInt(parts[1]);
        return network.length == tested.length
                && new BigInteger(1, network).shiftRight(free).equals(new BigInteger(1, tested).shiftRight(free));
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address, e);
        }
    }
}
