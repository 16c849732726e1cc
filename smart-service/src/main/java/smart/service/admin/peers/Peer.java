package smart.service.admin.peers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A replica, as it last described itself.
 *
 * @param address of its admin port, such as {@code 10.1.2.3:8001}
 * @param self whether it is this replica
 * @param id of the process, by which a replica with several addresses is known; null if it does not respond
 * @param host its machine's name. It is null, like all following fields, if the replica does not respond
 * @param ready whether it is ready for calls
 * @param inFlight calls in flight
 * @param limit its limit
 * @param p95 the p95 of its calls, in milliseconds
 * @param problem why there is no usable response, or null
 */
public record Peer(
        String address,
        boolean self,
        @JsonIgnore @Nullable String id,
        @Nullable String host,
        @Nullable String level,
        @Nullable String state,
        @Nullable String version,
        @Nullable Boolean ready,
        @Nullable Double callsPerSecond,
        @Nullable Integer inFlight,
        @Nullable Integer limit,
        @Nullable Double p95,
        @Nullable String problem) {

    /** A replica that does not respond. */
    public static Peer silent(String address, String problem) {
        return new Peer(address, false, null, null, null, null, null, null, null, null, null, null, problem);
    }

    /** @param now the response of its {@code /console/now} */
    static Peer of(String address, JsonNode now, String ownId) {
        return new Peer(
                address,
                now.at("/service/id").asText().equals(ownId),
                text(now.at("/service/id")),
                text(now.at("/service/host")),
                text(now.at("/state/level")),
                text(now.at("/state/title")),
                text(now.at("/service/version")),
                now.at("/ready/ready").isBoolean() ? now.at("/ready/ready").asBoolean() : null,
                number(now.at("/figures/callsPerSecond")),
                whole(now.at("/limit/inFlight")),
                whole(now.at("/limit/max")),
                number(now.at("/figures/callP95")),
                null);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static @Nullable Double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : null;
    }

    private static @Nullable Integer whole(JsonNode node) {
        return node.isNumber() ? node.asInt() : null;
    }
}
