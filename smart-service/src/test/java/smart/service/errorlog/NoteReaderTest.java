package smart.service.errorlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.service.errorlog.NoteReader.Note;
import smart.service.errorlog.NoteReader.Notes;

final class NoteReaderTest {
    private static final String LINE =
            "2026-11-24T04:05:27.650Z request=8f attempt=2/3 kind=status status=503 elapsed_ms=12 detail=\"a \\\"b\\\" \\\\n\"";

    @TempDir
    private Path folder;

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("log"), text);
    }

    private static String line(int number) {
        return "2026-11-24T04:05:27.650Z request=r" + number + " attempt=1/1 kind="
                + (number % 2 == 0 ? "reset" : "timeout")
                + " status=- elapsed_ms=1 detail=\"connection reset by the backend before the response\"";
    }

    private static String lines(int count) {
        return IntStream.range(0, count).mapToObj(i -> line(i) + "\n").collect(Collectors.joining());
    }

    @Test
    void theFilterMatchesWhatIsShown() throws Exception {
        String escaped = LINE.replaceFirst(
                "detail=\".*\"", java.util.regex.Matcher.quoteReplacement("detail=\"said \\\"hello\\\" C:\\\\x\""));
        Path log = log(escaped + "\n");
        assertThat(NoteReader.newest(log, 10, null, "said \"HELLO\"").notes()).hasSize(1);
        assertThat(NoteReader.newest(log, 10, null, "c:\\x").notes()).hasSize(1);
        assertThat(NoteReader.newest(log, 10, null, "said \"bye\"").notes()).isEmpty();
    }

    @Test
    void aNoteIsTakenApart() throws Exception {
        assertThat(NoteReader.newest(log(LINE + "\n"), 10, null, null))
                .isEqualTo(new Notes(
                        java.util.List.of(
                                new Note(LINE, 1795493127650L, "8f", "2/3", "status", 503, 12L, "a \"b\" \\n")),
                        false));
    }

    @Test
    void aLineThatIsNoFailedAttemptIsShownAsItIs() throws Exception {
        String dropped = "2026-11-24T04:05:27.650Z dropped=7 detail=\"the disk could not keep up with the notes\"";
        assertThat(NoteReader.newest(log("garbage\n" + dropped + "\n"), 10, null, null)
                        .notes())
                .containsExactly(
                        new Note(
                                dropped,
                                1795493127650L,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "the disk could not keep up with the notes"),
                        new Note("garbage", null, null, null, null, null, null, null));
    }

    @Test
    void theNewestComeFirstAndOlderOnesAreSaidToBeThere() throws Exception {
        Notes notes = NoteReader.newest(log(lines(2000)), 3, null, null);

        assertThat(notes.notes()).extracting(Note::request).containsExactly("r1999", "r1998", "r1997");
        assertThat(notes.more()).isTrue();
        assertThat(NoteReader.newest(log(lines(3)), 3, null, null).more()).isFalse();
    }

    @Test
    void everyLineIsReadOnceAcrossTheBlocks() throws Exception {
        Notes notes = NoteReader.newest(log(lines(5000)), 10_000, null, null);

        assertThat(notes.notes())
                .extracting(Note::line)
                .containsExactlyElementsOf(
                        IntStream.range(0, 5000).mapToObj(i -> line(4999 - i)).toList());
        assertThat(notes.more()).isFalse();
    }

    @Test
    void kindAndTextNarrowIt() throws Exception {
        Path log = log(lines(200));

        assertThat(NoteReader.newest(log, 1000, "reset", null).notes()).hasSize(100);
        assertThat(NoteReader.newest(log, 1000, null, "REQUEST=R19").notes()).hasSize(11);
        assertThat(NoteReader.newest(log, 1000, "reset", "=r7 ").notes()).isEmpty();
        assertThat(NoteReader.newest(log, 1000, "res", null).notes()).isEmpty();
    }

    @Test
    void ofALargeFileOnlyTheEndIsRead() throws Exception {
        Path log = log(line(-1) + "\n" + lines(60_000));

        Notes notes = NoteReader.newest(log, 10, null, "request=r-1 ");

        assertThat(Files.size(log)).isGreaterThan(6_000_000);
        assertThat(notes.notes()).isEmpty();
        assertThat(notes.more()).isTrue();
    }

    @Test
    void aLineThatIsStillBeingWrittenIsLeftOut() throws Exception {
        assertThat(NoteReader.newest(log(line(1) + "\n" + "2026-11-24T04:05"), 10, null, null)
                        .notes())
                .extracting(Note::request)
                .containsExactly("r1");
    }

    @Test
    void thereMayBeNothing() throws Exception {
        assertThat(NoteReader.newest(log(""), 10, null, null)).isEqualTo(new Notes(java.util.List.of(), false));
        assertThat(NoteReader.newest(log("no end"), 10, null, null).notes()).isEmpty();
        assertThat(NoteReader.newest(folder.resolve("none"), 10, null, null).notes())
                .isEmpty();
    }
}
