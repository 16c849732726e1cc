package smart.mock.reply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One reply of the backend.
 *
 * @param body sent unchanged in UTF-8
 * @param status 200 to 599; 0 drops the connection ({@link Fault#EMPTY})
 * @param delay the time from the end of the request, or from its turn if there is a capacity, to the reply
 * @param fault the fault of the reply, or null
 * @param headers further headers; not {@code Content-Type}, nor those that frame the message
 * @param contentType the {@code Content-Type}
 */
public record Reply(
        String body,
        int status,
        Delay delay,
        @Nullable Fault fault,
        Map<String, List<String>> headers,
        String contentType) {
    /** The most bytes of its headers, {@code Content-Type} included. */
    public static final int MAX_HEADERS = 1024 * 1024;

    /** The content type unless another is asked for. */
    public static final String JSON = "application/json";

    /**
     * Checks the reply.
     *
     * @throws IllegalArgumentException saying what is wrong and what is allowed
     */
    public Reply {
        if (status != 0 && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("a status is 200 to 599, or 0 to drop the connection, not " + status);
        }
        if (status == 0 && fault == null) {
            fault = Fault.EMPTY;
        }
        if (status == 0 && fault != null && fault.sendsStatus()) {
            throw new IllegalArgumentException(
                    "the fault " + fault.wireName() + " sends a status, which is 200 to 599, not 0");
        }
        ReplyHeaders.check(headers, contentType);
        headers = copy(headers);
    }

    /** Unlike {@link Map#copyOf} it keeps the order. */
    private static Map<String, List<String>> copy(Map<String, List<String>> headers) {
        if (headers.isEmpty()) {
            return Map.of();
        }
        var copy = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        return Collections.unmodifiableMap(copy);
    }

    /** The status that is sent, or 0 for none. */
    public int statusSent() {
        return fault != null && !fault.sendsStatus() ? 0 : status;
    }

    /** A JSON body with status 200, at once. */
    public static Reply ok(String body) {
        return of(body, 200, 0);
    }

    /** A reply after {@code delayMillis}, in the order of a scenario's entry. */
    public static Reply of(String body, int status, long delayMillis) {
        return new Reply(body, status, new Delay.Fixed(delayMillis), null, Map.of(), JSON);
    }

    /** A fault without a delay. If it sends a status and a body, they are 200 and {@code {"time": 0}}. */
    public static Reply fault(Fault fault) {
        return ok("{\"time\": 0}").with(fault);
    }

    /** The connection is closed without a byte after {@code delayMillis}. */
    public static Reply drop(long delayMillis) {
        return of("", 0, delayMillis);
    }

    /** This reply, after another delay. */
    public Reply after(Duration other) {
        return new Reply(body, status, Delay.of(other), fault, headers, contentType);
    }

    /** This reply, after another delay. */
    public Reply after(Delay other) {
        return new Reply(body, status, other, fault, headers, contentType);
    }

    /** This reply, gone wrong. */
    public Reply with(Fault other) {
        return new Reply(body, status, delay, other, headers, contentType);
    }

    /** This reply with one more header line. The name's case does not matter: the first one is sent. */
    public Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        var name = headers.keySet().stream()
                .filter(header::equalsIgnoreCase)
                .findFirst()
                .orElse(header);
        var values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, values);
        return new Reply(body, status, delay, fault, more, contentType);
    }

    /** This reply with another content type. */
    public Reply as(String otherContentType) {
        return new Reply(body, status, delay, fault, headers, otherContentType);
    }
}
