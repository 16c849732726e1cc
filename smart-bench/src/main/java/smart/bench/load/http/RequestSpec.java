package smart.bench.load.http;

import java.net.URI;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One of the requests that a run sends.
 *
 * @param method the HTTP method
 * @param uri an absolute URL that leads to the target
 * @param body what is sent with it, read-only, or null for none
 */
public record RequestSpec(String method, URI uri, @Nullable ByteBuffer body) {}
