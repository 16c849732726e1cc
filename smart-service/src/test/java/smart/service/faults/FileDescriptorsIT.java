package smart.service.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.service.SmartProcess;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.OpenFiles;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;

/** A process that may open only a few files more: it refuses with 502 or lets callers wait, and then serves as before. */
final class FileDescriptorsIT {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final int CALLERS = 20;
    /** Fewer than the callers need, who take one each, and one more for their calls. */
    private static final int FILES = 12;

    @Test
    void withoutFilesCallsAreRefusedOrWaitAndAfterwardsServed(@TempDir Path folder) throws Exception {
        assumeThat(PRLIMIT).isExecutable();
        CountDownLatch answer = new CountDownLatch(1);
        List<RawCaller> callers = new ArrayList<>();
        try (RawBackend backend = RawBackend.start();
                SmartProcess smart = SmartProcess.start(
                        folder,
                        Map.of("REMOTE_URL", backend.url().toString(), "PORT_NUMBER", "0", "ADMIN_PORT", "0"),
                        "server")) {
            assertThat(RawCaller.call(smart.url("/"), SmartService.PATH).status())
                    .isEqualTo(200);
            backend.reply(Reply.json("[]").after(answer));
            long most = OpenFiles.of(smart.pid()) + FILES;
            limitFiles(smart.pid(), most);
            for (int i = 0; i < CALLERS; i++) {
                RawCaller caller = new RawCaller(smart.url("/"));
                callers.add(caller);
                caller.get(SmartService.PATH);
            }
            Await.until(
                    "the process is out of files", () -> (smart.out() + notes(folder)).contains("Too many open files"));
            answer.countDown();
            for (RawCaller caller : callers) {
                assertThat(caller.read().status()).isIn(200, 502);
                caller.close();
            }

            Await.until("files are free again", () -> OpenFiles.of(smart.pid()) <= most - 4);
            for (int i = 0; i < 10; i++) {
                assertThat(RawCaller.call(smart.url("/"), SmartService.PATH).status())
                        .isEqualTo(200);
            }
            assertThat(smart.out()).doesNotContain("this is a bug");
            assertThat(smart.err()).isEmpty();
        } finally {
            for (RawCaller caller : callers) {
                caller.close();
            }
        }
    }

    /** Nor does it look for a socket to another address. */
    @Test
    void withoutFilesNoAddressIsToBlame(@TempDir Path folder) throws Exception {
        assumeThat(PRLIMIT).isExecutable();
        CountDownLatch answer = new CountDownLatch(1);
        List<RawCaller> callers = new ArrayList<>();
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 backend.test\n127.0.0.2 backend.test\n");
        try (RawBackend one = RawBackend.on("127.0.0.1", 0);
                RawBackend two = RawBackend.on("127.0.0.2", one.port());
                SmartProcess smart = SmartProcess.startWith(
                        List.of("-Djdk.net.hosts.file=" + hosts),
                        folder,
                        Map.of(
                                "REMOTE_URL",
                                "http://backend.test:" + one.port(),
                                "PORT_NUMBER",
                                "0",
                                "ADMIN_PORT",
                                "0"),
                        "server")) {
            List<RawBackend> both = List.of(one, two);
            both.forEach(backend -> backend.reply(Reply.bytes("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n")));
            assertThat(RawCaller.call(smart.url("/"), SmartService.PATH).status())
                    .isEqualTo(500);
            Await.until("the file of the notes is open", () -> !notes(folder).isEmpty());
            both.forEach(backend -> backend.reply(Reply.json("[]")));
            for (int i = 0; i < CALLERS; i++) {
                RawCaller caller = new RawCaller(smart.url("/"));
                callers.add(caller);
                assertThat(caller.get(SmartService.PATH).read().status()).isEqualTo(200);
            }
            both.forEach(backend -> backend.reply(Reply.json("[]").after(answer)));
            limitFiles(smart.pid(), OpenFiles.of(smart.pid()) + 2);
            for (RawCaller caller : callers) {
                caller.get(SmartService.PATH);
            }
            Await.until("ten calls got no socket", () -> smartsOwn(folder) >= 10);
            answer.countDown();
            for (RawCaller caller : callers) {
                assertThat(caller.read().status()).isIn(200, 502);
            }
            assertThat(smart.out()).doesNotContain("is ejected", "this is a bug");
        } finally {
            for (RawCaller caller : callers) {
                caller.close();
            }
        }
    }

    private static long smartsOwn(Path folder) {
        return notes(folder)
                .lines()
                .filter(note -> note.contains("Smart's machine gave no socket"))
                .count();
    }

    private static String notes(Path folder) {
        try {
            return Files.readString(folder.resolve("backend_errors.log"));
        } catch (IOException e) {
            return ""; // No note yet.
        }
    }

    private static void limitFiles(long pid, long files) throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder(PRLIMIT.toString(), "--pid=" + pid, "--nofile=" + files + ":")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).isZero();
    }
}
