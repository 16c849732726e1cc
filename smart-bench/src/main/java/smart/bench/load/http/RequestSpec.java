package smart.bench.load.http;

import java.net.URI;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A request that a run sends.
 *
 * @param method the HTTP method
 * @param uri an absolute URL that leads to the target
 * @param body its body, read-only, or null for none
 */
public record RequestSpec(String method, URI uri, @Nullable ByteBuffer body) {}
