package smart.service.admin.task;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import smart.testkit.Await;

final class LogLevelTaskTest {
    private final LoggerContext loggers = new LoggerContext();
    private final Logger logger = loggers.getLogger("smart.x");
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final LogLevelTask task = new LogLevelTask(loggers, timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private String run(String level, String duration) throws Exception {
        StringWriter said = new StringWriter();
        Map<String, List<String>> parameters =
                Map.of("logger", List.of("smart.x"), "level", List.of(level), "duration", List.of(duration));
        task.execute(parameters, new PrintWriter(said, true));
        return said.toString().strip();
    }

    @Test
    void afterItsDurationTheLoggerHasItsOwnLevelAgain() throws Exception {
        logger.setLevel(Level.WARN);
        assertThat(run("debug", "PT0.01S")).isEqualTo("smart.x: WARN -> DEBUG for PT0.01S");
        Await.until("the end", () -> logger.getLevel() == Level.WARN);
    }

    @Test
    void aLoggerThatInheritedInheritsAgain() throws Exception {
        run("TRACE", "PT0.01S");
        Await.until("the end", () -> logger.getLevel() == null);
    }

    @Test
    void aLaterRunCountsInsteadAndEndsWithTheFirstLevel() throws Exception {
        timer.setRemoveOnCancelPolicy(true);
        logger.setLevel(Level.WARN);
        run("DEBUG", "PT1H");
        run("TRACE", "PT2H");
        assertThat(timer.getQueue()).hasSize(1);
        assertThat(logger.getLevel()).isEqualTo(Level.TRACE);
        run("ERROR", "PT0.01S");
        Await.until("the end", () -> logger.getLevel() == Level.WARN);
    }

    @Test
    void withoutADurationItStays() throws Exception {
        run("DEBUG", "PT1H");
        run("INFO", "PT0S");
        assertThat(timer.getQueue()).allMatch(end -> ((Future<?>) end).isCancelled());
        assertThat(logger.getLevel()).isEqualTo(Level.INFO);
    }
}
