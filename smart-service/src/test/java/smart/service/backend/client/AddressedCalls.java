package smart.service.backend.client;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.util.Duration;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.helpers.NOPLogger;
import smart.service.backend.Backend;
import smart.service.backend.BackendRequest;
import smart.service.backend.BackendResponse;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.AddressUse;
import smart.service.backend.address.BackendAddress;
import smart.service.backend.address.Spread;
import smart.service.backend.attempt.AddressOutcomes;
import smart.service.backend.attempt.AttemptListener;
import smart.service.backend.attempt.JaxRsBackend;
import smart.service.backend.attempt.ObservedBackend;
import smart.service.backend.client.loop.OneLoop;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.backend.client.settings.BackendConfiguration;
import smart.service.hedge.HedgedBackend;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;
import smart.service.hedge.policy.Load;

/** Calls with all their stages but the limit, to a backend whose addresses the test names. */
final class AddressedCalls implements AutoCloseable {
    private static final java.time.Duration PATIENCE = java.time.Duration.ofSeconds(20);

    private static final int MANY = 1_000;

    private final OneLoop loop = OneLoop.start();
    private final MetricRegistry metrics = new MetricRegistry();
    private final List<AttemptListener.Attempt> ended = new CopyOnWriteArrayList<>();
    private final AddressBook book;
    private final BackendClient client;
    private final Backend backend;

    private AddressedCalls(
            Spread spread,
            Hedging hedging,
            int port,
            Duration connectionTimeout,
            int connections,
            LongSupplier nanoTime) {
        book = new AddressBook(
                        spread, nanoTime, bound -> ThreadLocalRandom.current().nextInt(bound))
                .measuredBy(metrics);
        BackendClientConfiguration configuration = new BackendClientConfiguration();
        configuration.setConnectionTimeout(connectionTimeout);
        BackendConfiguration backendConfiguration =
                new BackendConfiguration().at(URI.create("http://backend.test:" + port));
        client = BackendClient.of(
                metrics,
                new ObjectMapper(),
                backendConfiguration,
                configuration,
                book,
                connections,
                NOPLogger.NOP_LOGGER);
        HedgePolicy policy = new HedgePolicy(
                hedging,
                () -> PATIENCE,
                new Load(() -> java.time.Duration.ZERO, () -> 0, () -> false),
                System::nanoTime,
                InstantSource.system(),
                metrics);
        AddressOutcomes outcomes = new AddressOutcomes(() -> PATIENCE);
        Backend attempts = new JaxRsBackend(client.client(), backendConfiguration, Runnable::run, System::nanoTime);
        backend = new HedgedBackend(
                policy,
                System::nanoTime,
                new ObservedBackend(List.of(outcomes, ended::add), System::nanoTime, attempts));
    }

    static AddressedCalls unhedged(Spread spread, int port) {
        return new AddressedCalls(spread, hedging(false, 0), port, Duration.seconds(10), MANY, System::nanoTime);
    }

    /** With that many connections at the most. */
    static AddressedCalls pooled(Spread spread, int port, int connections) {
        return new AddressedCalls(spread, hedging(false, 0), port, Duration.seconds(10), connections, System::nanoTime);
    }

    static AddressedCalls unhedged(Spread spread, int port, Duration connectionTimeout) {
        return new AddressedCalls(spread, hedging(false, 0), port, connectionTimeout, MANY, System::nanoTime);
    }

    /** With a clock for ejections and penalties that is the test's. */
    static AddressedCalls onClock(Spread spread, int port, LongSupplier nanoTime) {
        return new AddressedCalls(spread, hedging(false, 0), port, Duration.seconds(10), MANY, nanoTime);
    }

    /** With the default budget. */
    static AddressedCalls hedged(Spread spread, int port, int delayMillis) {
        return new AddressedCalls(
                spread, hedging(true, delayMillis), port, Duration.seconds(10), MANY, System::nanoTime);
    }

    private static Hedging hedging(boolean enabled, int delayMillis) {
        return new Hedging(
                enabled,
                Duration.milliseconds(delayMillis),
                2,
                Duration.milliseconds(delayMillis),
                Hedging.OnFailure.HEDGE_NOW,
                null,
                20,
                10);
    }

    /** What the name server says from now on. */
    AddressedCalls at(String... addresses) {
        book.with(Arrays.stream(addresses).map(AddressedCalls::inet).toArray(InetAddress[]::new));
        return this;
    }

    static InetAddress inet(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    CompletableFuture<BackendResponse> call() {
        return call(PATIENCE.toMillis());
    }

    CompletableFuture<BackendResponse> call(long timeoutMillis) {
        long allowed = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        return backend.send(new BackendRequest(
                BackendRequest.Method.GET,
                null,
                List.of(),
                "id",
                System.nanoTime() + allowed,
                1,
                1,
                allowed,
                loop.get()));
    }

    AddressBook book() {
        return book;
    }

    BackendAddress address(String text) {
        return book.known().stream()
                .filter(address -> address.text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** How many attempts at that address ended in that way. */
    long count(String address, String result) {
        var counter = metrics.getCounters().get("smart.backend.address.attempts." + address + "." + result);
        return counter == null ? -1 : counter.getCount();
    }

    MetricRegistry metrics() {
        return metrics;
    }

    /** The addresses of the attempts that have ended, in that order. */
    List<String> ended() {
        return ended.stream().map(AddressedCalls::text).toList();
    }

    private static String text(AttemptListener.Attempt attempt) {
        @Nullable AddressUse use = attempt.address();
        return use == null ? "-" : use.address().text();
    }

    /** The status of the call's response, once it is there. */
    static int status(CompletableFuture<BackendResponse> call) {
        return call.join().status();
    }

    Map<String, Integer> inFlight() {
        return book.known().stream()
                .collect(java.util.stream.Collectors.toMap(BackendAddress::text, BackendAddress::inFlight));
    }

    int idle() {
        return client.connections().usage().idle();
    }

    @Override
    public void close() {
        client.client().close();
        loop.close();
    }
}
