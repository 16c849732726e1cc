package smart.service.admin.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.servlets.tasks.Task;
import jakarta.validation.Validator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;
import smart.service.backend.address.AddressBook;
import smart.service.backend.address.Spread;
import smart.service.backend.client.connection.Connecting;
import smart.service.backend.client.connection.ConnectionPool;
import smart.service.backend.client.settings.BackendClientConfiguration;
import smart.service.config.BadParameter;
import smart.service.config.Settings;
import smart.service.config.ShortUnits;
import smart.service.hedge.HedgeConfiguration;
import smart.service.hedge.SetHedgingTask;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Load;
import smart.service.limit.InFlightLimiter;
import smart.testkit.Await;

/** The limit of 10 calls and the pool's 20 connections leave room for one extra attempt, or for a limit of 20. */
final class SetTasksTest {
    private final Validator validator = ShortUnits.VALIDATORS.getValidator();
    private final Settings settings = new Settings(InstantSource.system());
    private final InFlightLimiter limiter = new InFlightLimiter(10, new MetricRegistry(), System::nanoTime);
    private final HedgePolicy hedging = new HedgePolicy(
            new HedgeConfiguration().hedging(),
            () -> Duration.ofSeconds(10),
            new Load(limiter::saturatedFor, limiter::inFlight, limiter::isQueueing),
            System::nanoTime,
            InstantSource.system(),
            new MetricRegistry());
    private final ConnectionPool connections = pool(20);
    private final Task setLimit = new SetTasks(validator, settings).limit(limiter, hedging, connections);

    /** It opens none. */
    private static ConnectionPool pool(int most) {
        BackendClientConfiguration configuration = new BackendClientConfiguration();
        configuration.setMaxConnections(most);
        AddressBook nowhere = new AddressBook(Spread.FIRST, () -> 0, bound -> 0);
        return new ConnectionPool(
                configuration, most, new Connecting.Factory(null, nowhere, null, 0), NOPLogger.NOP_LOGGER);
    }

    @Test
    void limitAndHedgingSetAtTheSameTimeDoNotNeedMoreConnectionsThanThereCanBe() throws Exception {
        Thread other = new Thread(() -> run(setLimit, Map.of("value", List.of("20"))));
        Task setHedging = new SetHedgingTask(
                hedging,
                Jackson.newObjectMapper(),
                validator,
                changed -> {
                    boolean fits = fits(changed.attempts());
                    other.start();
                    Await.until(
                            "set-limit waits, or has ended",
                            () -> other.getState() == Thread.State.BLOCKED || !other.isAlive());
                    return fits;
                },
                settings);

        run(setHedging, Map.of("enabled", List.of("true"), "extraAttempts", List.of("1")));
        other.join();

        assertThat(hedging.hedging().attempts()).isEqualTo(2);
        assertThat(fits(hedging.hedging().attempts())).isTrue();
    }

    private boolean fits(int attempts) {
        return connections.allows(limiter.settings().max() * attempts);
    }

    private static void run(Task task, Map<String, List<String>> parameters) {
        try {
            task.execute(parameters, new PrintWriter(new StringWriter()));
        } catch (BadParameter e) { // The pool has no room: nothing was changed.
            assertThat(e).hasMessageContaining("jerseyClient.maxConnections");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
