package smart.service.admin.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import smart.service.backend.BackendFailure.Kind;

final class AdviceTest {
    private final StatusInputs s = new StatusInputs();

    private void failing(String kind) {
        s.happened("smart.backend.attempts.failure", 5000);
        s.happened("smart.backend.errors." + kind, 5000);
        s.errorLogBytes = 1000;
    }

    private List<String> actions() {
        return s.advice().actions().stream().map(Advice.Action::text).toList();
    }

    @Test
    void refusedConnectionsAreNoCaseForATimeoutOrHedging() {
        failing("refused");
        assertThat(s.advice().why()).isEqualTo("The cause is the backend, backend.example:443, not Smart.");
        assertThat(s.advice().what()).startsWith("It accepts no connections");
        assertThat(actions()).containsExactly("Error notes");
    }

    @Test
    void theNotesAreOfferedOnlyWhereThereAreSome() {
        failing("refused");
        s.errorLogBytes = 0;
        assertThat(actions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"malformed", "too_large", "invalid_json"})
    void whatASettingMayMendLeadsToTheSettings(String kind) {
        failing(kind);
        assertThat(actions()).containsExactly("Error notes", "Settings");
    }

    @Test
    void timeoutsAreACaseForAShorterOne() {
        failing("timeout");
        s.attemptP50 = s.attemptP95 = 9000;
        assertThat(actions()).containsExactly("Error notes", "Timeout…");
        s.hedging = true;
        assertThat(actions()).containsExactly("Error notes", "Timeout…", "Turn off hedging…");
    }

    @ParameterizedTest
    @CsvSource({"1900, false", "60, true"})
    void hedgingHelpsWhereSomeAttemptsAreSlowAndNotWhereAllAre(double median, boolean offered) {
        s.attemptP95 = 2000;
        s.attemptP50 = median;
        assertThat(actions().contains("Turn on hedging…")).isEqualTo(offered);
    }

    /** Ten seconds without an attempt have no median: the last window with attempts decides. */
    @ParameterizedTest
    @CsvSource({"2900, false", "60, true"})
    void whereNothingEndedInTheLastTenSecondsTheMinuteDecides(double median, boolean offered) {
        s.quietForTenSeconds();
        s.attemptP95 = 3000;
        s.attemptP50 = median;
        assertThat(actions().contains("Turn on hedging…")).isEqualTo(offered);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereAllCallsTimeOutHedgingIsNeverOffered(boolean quiet) {
        s.nothingHappened();
        s.happened("smart.requests.timeout", 5);
        s.happened("smart.backend.attempts.failure", 5);
        s.happened("smart.backend.errors.timeout", 5);
        s.backendProblem = "5 of 5 attempts failed";
        if (quiet) {
            s.quietForTenSeconds();
        }
        assertThat(actions()).as("no attempt was measured").containsExactly("Timeout…");
        s.attemptP50 = 60; // Some attempts are fast, and still no call succeeds.
        s.attemptP95 = 2000;
        assertThat(actions()).containsExactly("Timeout…");
    }

    @Test
    void whereCallsAreRefusedHedgingIsNotOffered() {
        s.happened("smart.requests.rejected", 1000);
        assertThat(actions()).containsExactly("Limit…", "Settings");
        s.attemptP95 = 2000;
        s.attemptP50 = 60;
        assertThat(actions()).containsExactly("Timeout…", "Limit…");
    }

    @Test
    void aFullDiskIsClearedAndItIsSaidWhatThatFrees() {
        s.errorLogProblem = "No space left on device";
        s.errorLogBytes = 12 * 1024 * 1024;
        assertThat(actions()).containsExactly("Clear…", "Health checks");
        assertThat(s.advice().what()).startsWith("Calls are not affected.").contains("frees 12 MiB");
        s.notReady("error-log", s.errorLogProblem);
        assertThat(s.advice().what()).startsWith("No calls come here. Free disk space");
    }

    @Test
    void howFastTheBackendIsIsSaidOnlyWhereItIsKnown() {
        s.happened("smart.requests.rejected", 1000);
        assertThat(s.advice().what()).startsWith("The backend is as fast as usual.");
        s.usual = Double.NaN;
        assertThat(s.advice().what()).startsWith("The backend's usual speed is not known yet.");
        s.happened("smart.backend.attempts.success", 0);
        assertThat(s.advice().what()).startsWith("No attempt ended in the last 10 s, so the backend may hang.");
        s.happened("smart.backend.attempts.success", 1000);
        s.happened("smart.requests.client_gone", 100);
        assertThat(s.advice().what()).startsWith("Callers hung up in the last 10 s, so");
    }

    @Test
    void whereAttemptsWereCancelledSmartIsNotBlamedForSlowCalls() {
        s.callP95 = 3000;
        assertThat(s.advice().why()).isEqualTo("The cause is Smart itself.");
        s.happened("smart.backend.attempts.cancelled", 70);
        assertThat(s.advice().why()).startsWith("The cause is the backend or Smart");
        assertThat(actions()).containsExactly("Timeout…", "Threads");
    }

    @Test
    void aBackendThatHangsUntilTheCallersLeaveIsSlow() {
        s.nothingHappened();
        s.happened("smart.requests.client_gone", 40);
        s.happened("smart.backend.attempts.cancelled", 40);
        s.backendProblem = "40 of 40 attempts failed in the last 30 s (the callers of 40 left after a long wait)";
        assertThat(s.advice().what()).startsWith("Ask its team about its load. A shorter timeout");
        assertThat(actions()).containsExactly("Timeout…");
    }

    @Test
    void recoveredIsNotHealthyAndAnAlertThatLastsIsSaid() {
        s.rare.put("smart.requests.backend_error", 400L);
        assertThat(s.advice().why()).isEqualTo("Nothing to do now.");
        s.five.put("smart.requests.backend_error", 400L);
        assertThat(s.advice().what()).contains("The alert looks back up to 5 minutes");
    }

    /** The runbook explains the same kinds, and tells to look at the same things. */
    @Test
    void everyKindIsInTheRunbook() throws IOException {
        String runbook = Files.readString(Path.of("..", "docs", "operations.md"));
        for (Kind kind : Kind.values()) {
            assertThat(runbook.contains("| `" + kind.label() + "` | "))
                    .as("docs/operations.md, SmartBackendErrors: the table has a row `%s`", kind.label())
                    .isTrue();
        }
        for (String look : List.of(
                "certificates",
                "crashes or restarts",
                "REMOTE_URL",
                "backend.maxResponseSize",
                "REQUIRE_JSON=false",
                "a proxy between")) {
            assertThat(runbook.contains(look))
                    .as("docs/operations.md says: %s", look)
                    .isTrue();
            assertThat(Arrays.stream(Kind.values()).map(FailureAdvice::on)).anyMatch(advice -> advice.contains(look));
        }
    }

    @Test
    void everyKindHasItsColourInTheConsole() throws IOException {
        String page = Files.readString(Path.of("src/main/resources/smart/service/admin/console/page/kinds.js"));
        for (Kind kind : Kind.values()) {
            assertThat(page)
                    .as("kinds.js has a colour for the kind %s", kind.label())
                    .containsPattern("\\b" + kind.label() + ": \"");
        }
    }
}
