package smart.service.admin.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A user and a password for Basic authentication (RFC 7617). {@code toString} does not show them. */
public final class Credentials {
    private static final String SCHEME = "Basic ";

    private final byte[] digest;

    public Credentials(String user, String password) {
        digest = digest((user + ':' + password).getBytes(UTF_8));
    }

    /** Whether the {@code Authorization} field matches. The comparison takes constant time. */
    boolean match(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given;
        try {
            given = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).trim());
        } catch (IllegalArgumentException e) {
            return false;
        }
        return MessageDigest.isEqual(
                digest, digest(given)); // Digests have the same length, so the time depends on nothing.
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
