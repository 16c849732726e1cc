package smart.service.tracing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import smart.service.backend.Backend;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.DecoratedFuture;
import smart.service.backend.Header;
import smart.service.backend.address.AddressUse;

/**
 * Records each attempt of a traced call. The backend gets a {@code traceparent} with the attempt's own id, so that its
 * spans are children of the attempt. The caller's {@code tracestate} passes unchanged, unless its {@code traceparent}
 * was invalid (W3C Trace Context, section 4.3). {@code baggage} always passes.
 */
final class TracedBackend implements Backend {
    private final Backend backend;

    TracedBackend(Backend backend) {
        this.backend = backend;
    }

    @Override
    public CompletableFuture<BackendResponse> send(BackendRequest request) {
        if (!(request.trace() instanceof CallSpan call)) {
            return backend.send(request);
        }
        AttemptSpan attempt = call.attempt(request.attempt());
        return DecoratedFuture.of(
                backend,
                request.with(fields(request.headers(), call, attempt)),
                (response, failure) -> call.ended(attempt, peer(request), response, failure));
    }

    private static @Nullable String peer(BackendRequest request) {
        AddressUse use = request.used().of(request.attempt());
        return use == null ? null : use.address().text();
    }

    private static List<Header> fields(List<Header> before, CallSpan call, AttemptSpan attempt) {
        List<Header> fields = new ArrayList<>(before.size() + 1);
        for (Header field : before) {
            boolean ours =
                    field.is(TraceParent.TRACEPARENT) || (call.parent == null && field.is(TraceParent.TRACESTATE));
            if (!ours) {
                fields.add(field);
            }
        }
        fields.add(new Header(TraceParent.TRACEPARENT, call.traceParent(attempt)));
        return fields;
    }
}
