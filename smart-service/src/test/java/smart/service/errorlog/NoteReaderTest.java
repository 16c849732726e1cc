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
            "2026-11-24T04:05:27.650Z request=8f attempt=2/3 kind=status status=503 elapsed_ms=12 address=10.1.2.3 detail=\"a \\\"b\\\" \\\\n\"";

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
        assertThat(NoteReader.newest(log, 10, new NoteFilter(null, "said \"HELLO\"", null, null))
                        .notes())
                .hasSize(1);
        assertThat(NoteReader.newest(log, 10, new NoteFilter(null, "c:\\x", null, null))
                        .notes())
                .hasSize(1);
        assertThat(NoteReader.newest(log, 10, new NoteFilter(null, "said \"bye\"", null, null))
                        .notes())
                .isEmpty();
    }

    @Test
    void aNoteIsTakenApart() throws Exception {
        assertThat(NoteReader.newest(log(LINE + "\n"), 10, NoteFilter.ALL))
                .isEqualTo(new Notes(
                        java.util.List.of(new Note(
                                LINE,
                                1795493127650L,
                                "8f",
                                "2/3",
                                "status",
                                503,
                                12L,
                                "10.1.2.3",
                                null,
                                null,
                                "a \"b\" \\n")),
                        false));
    }

    @Test
    void aTraceIsTakenFromTheLine() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        String line = LINE.replace(" detail=", " trace=" + trace + " detail=");
        NoteReader.Note note =
                NoteReader.newest(log(line + "\n"), 10, NoteFilter.ALL).notes().get(0);
        assertThat(note.trace()).isEqualTo(trace);
        assertThat(note.elapsedMs()).isEqualTo(12);
        assertThat(note.detail()).isEqualTo("a \"b\" \\n");
    }

    @Test
    void aLineThatIsNoFailedAttemptIsShownAsItIs() throws Exception {
        String dropped = "2026-11-24T04:05:27.650Z dropped=7 detail=\"the disk could not keep up with the notes\"";
        assertThat(NoteReader.newest(log("garbage\n" + dropped + "\n"), 10, NoteFilter.ALL)
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
                                null,
                                null,
                                7L,
                                "the disk could not keep up with the notes"),
                        new Note("garbage", null, null, null, null, null, null, null, null, null, null));
    }

    @Test
    void theNewestComeFirstAndOlderOnesAreSaidToBeThere() throws Exception {
        Notes notes = NoteReader.newest(log(lines(2000)), 3, NoteFilter.ALL);

        assertThat(notes.notes()).extracting(Note::request).containsExactly("r1999", "r1998", "r1997");
        assertThat(notes.more()).isTrue();
        assertThat(NoteReader.newest(log(lines(3)), 3, NoteFilter.ALL).more()).isFalse();
    }

    @Test
    void everyLineIsReadOnceAcrossTheBlocks() throws Exception {
        Notes notes = NoteReader.newest(log(lines(5000)), 10_000, NoteFilter.ALL);

        assertThat(notes.notes())
                .extracting(Note::line)
                .containsExactlyElementsOf(
                        IntStream.range(0, 5000).mapToObj(i -> line(4999 - i)).toList());
        assertThat(notes.more()).isFalse();
    }

    @Test
    void kindAndTextNarrowIt() throws Exception {
        Path log = log(lines(200));

        assertThat(NoteReader.newest(log, 1000, new NoteFilter("reset", null, null, null))
                        .notes())
                .hasSize(100);
        assertThat(NoteReader.newest(log, 1000, new NoteFilter(null, "REQUEST=R19", null, null))
                        .notes())
                .hasSize(11);
        assertThat(NoteReader.newest(log, 1000, new NoteFilter("reset", "=r7 ", null, null))
                        .notes())
                .isEmpty();
        assertThat(NoteReader.newest(log, 1000, new NoteFilter("res", null, null, null))
                        .notes())
                .isEmpty();
    }

    @Test
    void ofALargeFileOnlyTheEndIsRead() throws Exception {
        Path log = log(line(-1) + "\n" + lines(60_000));

        Notes notes = NoteReader.newest(log, 10, new NoteFilter(null, "request=r-1 ", null, null));

        assertThat(Files.size(log)).isGreaterThan(6_000_000);
        assertThat(notes.notes()).isEmpty();
        assertThat(notes.more()).isTrue();
    }

    @Test
    void aLineThatIsStillBeingWrittenIsLeftOut() throws Exception {
        assertThat(NoteReader.newest(log(line(1) + "\n" + "2026-11-24T04:05"), 10, NoteFilter.ALL)
                        .notes())
                .extracting(Note::request)
                .containsExactly("r1");
    }

    @Test
    void thereMayBeNothing() throws Exception {
        assertThat(NoteReader.newest(log(""), 10, NoteFilter.ALL)).isEqualTo(new Notes(java.util.List.of(), false));
        assertThat(NoteReader.newest(log("no end"), 10, NoteFilter.ALL).notes()).isEmpty();
        assertThat(NoteReader.newest(folder.resolve("none"), 10, NoteFilter.ALL).notes())
                .isEmpty();
    }

    @Test
    void notesThatSayTheSameAreOneGroupWithItsCountAndTimes() throws Exception {
        String first =
                "2026-11-24T04:00:00Z request=a attempt=1/1 kind=status status=503 elapsed_ms=1 detail=\"busy\"\n";
        String second = first.replace("04:00", "04:05");
        String other = first.replace("503", "500");
        String dropped = "2026-11-24T04:06:00Z dropped=7 detail=\"the disk could not keep up\"\n";

        NoteGroups groups = NoteReader.groups(log(first + other + second + dropped + dropped), NoteFilter.ALL);

        assertThat(groups.groups())
                .containsExactly(
                        new NoteGroups.Group(
                                null, null, "the disk could not keep up", 2, 14, 1795493160000L, 1795493160000L),
                        new NoteGroups.Group("status", 503, "busy", 2, 0, 1795492800000L, 1795493100000L),
                        new NoteGroups.Group("status", 500, "busy", 1, 0, 1795492800000L, 1795492800000L));
        assertThat(NoteReader.newest(log(first + other), 9, new NoteFilter("status", null, "500", "busy"))
                        .notes())
                .extracting(Note::status)
                .containsExactly(500);
    }

    @Test
    void groupsAreBounded() throws Exception {
        String notes = IntStream.range(0, 60)
                .mapToObj(i -> line(i).replace("connection", "connection " + i) + "\n")
                .collect(Collectors.joining());
        NoteGroups groups = NoteReader.groups(log(notes), NoteFilter.ALL);
        assertThat(groups.groups()).hasSize(50);
        assertThat(groups.others()).isEqualTo(10);
    }
}
