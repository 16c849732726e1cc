package smart.service.admin.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Suppliers;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls all replicas every two seconds. It only reads: a GET of {@code /console/now}, without credentials, to the
 * addresses that the configuration names. Each request has a deadline for its whole response, which closes the connection,
 * so no peer holds a thread or a connection for longer. Safe for use by many threads.
 */
public final class Peers implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);
    private static final Duration TIMEOUT = Duration.ofMillis(1500);
    private static final long PERIOD_SECONDS = 2;
    private static final int MOST = 64;
    private static final int MOST_BYTES = 256 * 1024;

    private final List<PeerName> names;
    private final PeerName.Resolver resolver;
    private final ScheduledExecutorService scheduler;
    private final ObjectMapper mapper;
    private final String ownId;
    private final Supplier<HttpClient> client = Suppliers.memoize(Peers::open);
    private volatile List<Peer> peers = List.of();

    /**
     * @param names empty for no other replicas
     * @param scheduler has its own threads, since a DNS query may block
     * @param ownId the {@code service.id} in this replica's {@code /console/now}
     */
    public Peers(List<PeerName> names, ScheduledExecutorService scheduler, ObjectMapper mapper, String ownId) {
        this(names, scheduler, mapper, ownId, InetAddress::getAllByName);
    }

    Peers(
            List<PeerName> names,
            ScheduledExecutorService scheduler,
            ObjectMapper mapper,
            String ownId,
            PeerName.Resolver resolver) {
        this.resolver = resolver;
        this.names = List.copyOf(names);
        this.scheduler = scheduler;
        this.mapper = mapper;
        this.ownId = ownId;
    }

    /** Created lazily: the HTTP client has a thread and a TLS context, which a single replica does not need. */
    private static HttpClient open() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
    }

    /** Their last responses; empty if none are configured, and before the first responses. */
    public List<Peer> all() {
        return peers;
    }

    @Override
    public void start() {
        if (!names.isEmpty()) {
            var unused = scheduler.scheduleWithFixedDelay(this::ask, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() {
        scheduler.shutdownNow();
    }

    private void ask() {
        try {
            Map<String, CompletableFuture<Peer>> asked = new LinkedHashMap<>();
            for (PeerName name : names) {
                addresses(name, asked);
            }
            peers = eachOnce(
                    asked.values().stream().map(CompletableFuture::join).toList());
        } catch (RuntimeException e) { // The next poll may succeed; an exception would cancel all later ones.
            LOG.error("can't ask the replicas", e);
        }
    }

    /** A replica with several addresses, or named twice, is one: the first address that responded stands for it. */
    private static List<Peer> eachOnce(List<Peer> answers) {
        Set<String> ids = new HashSet<>();
        return answers.stream()
                .filter(peer -> peer.id() == null || ids.add(peer.id()))
                .toList();
    }

    private void addresses(PeerName name, Map<String, CompletableFuture<Peer>> asked) {
        try {
            for (String address : name.addresses(resolver)) {
                if (asked.size() < MOST) {
                    asked.computeIfAbsent(address, this::ask);
                }
            }
        } catch (UnknownHostException e) {
            asked.put(
                    name.toString(),
                    CompletableFuture.completedFuture(Peer.silent(name.toString(), "the name does not resolve")));
        }
    }

    private CompletableFuture<Peer> ask(String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + "/console/now"))
                .timeout(TIMEOUT)
                .build();
        PeerBody body = new PeerBody(MOST_BYTES);
        return client.get()
                .sendAsync(request, head -> body)
                .thenApply(response -> read(address, response))
                .orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> Peer.silent(address, words(failure)))
                .whenComplete((peer, failure) -> body.cancel());
    }

    private Peer read(String address, HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            return Peer.silent(address, "it responds with " + response.statusCode());
        }
        try {
            return Peer.of(address, mapper.readTree(response.body()), ownId);
        } catch (IOException e) {
            return Peer.silent(address, "its response can't be parsed: is it the admin port of a Smart?");
        }
    }

    private static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
            return "no response within 1.5 s";
        }
        return cause instanceof ConnectException ? "connection refused" : "no response: " + cause.getMessage();
    }
}
