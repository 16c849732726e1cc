package smart.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/** A note of a timeout names the time that was allowed, and not what happened to be left of it. */
final class TimeoutNotesIT {
    @Test
    void attemptsThatStartLaterSaySo() throws Exception {
        try (RawBackend backend = RawBackend.start();
                SmartService smart = SmartService.inFrontOf(backend.url())
                        .with("backend.timeout", "2")
                        .with("hedging.enabled", "true")
                        .with("hedging.delay", "100ms")
                        .with("hedging.extraAttempts", "1")
                        .started()) {
            backend.reply(Reply.never());
            assertThat(smart.get("").statusCode()).isEqualTo(504);
            List<String> notes = smart.takeNotes(2);
            assertThat(notes)
                    .anyMatch(note ->
                            note.contains(" attempt=1/2 ") && note.endsWith(" detail=\"no response within 2 s\""));
            assertThat(notes)
                    .anyMatch(
                            note -> note.contains(" attempt=2/2 ")
                                    && note.matches(
                                            ".* detail=\"no response within 2 s of the call, of which this attempt had 1?\\d{1,3} ms\""));
        }
    }
}
