package smart.service.admin.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import smart.service.SmartService;
import smart.testkit.Await;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;

/** {@code POST /tasks/clear-error-log} while notes are written. */
class ClearErrorLogTaskIT {
    private static final RawBackend BACKEND = RawBackend.start();

    @RegisterExtension
    private static final SmartService SMART = SmartService.inFrontOf(BACKEND.url());

    @AfterAll
    static void stop() {
        BACKEND.close();
    }

    @Test
    void theNextNoteIsTheFilesFirstLine() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
        for (int i = 0; i < 20; i++) {
            SMART.get("", "X-Request-Id", "before-" + i);
        }

        assertThat(SMART.admin("POST", "/tasks/clear-error-log").body())
                .matches("error log cleared: [1-9]\\d{3} bytes removed\n");
        assertThat(Files.size(SMART.errorLog())).isZero();

        SMART.get("", "X-Request-Id", "after");
        assertThat(SMART.takeNotes(1)).singleElement().asString().contains(" request=after ");
        assertThat(SMART.admin("POST", "/tasks/clear-error-log").body())
                .isEqualTo("error log cleared: 0 bytes removed\n");
    }

    @Test
    void aDeletedFileIsWrittenAnew() throws Exception {
        BACKEND.reply(Reply.bytes("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
        Files.delete(SMART.errorLog());
        SMART.get("");
        Await.until("the file is there again", () -> Files.exists(SMART.errorLog()));

        SMART.get("", "X-Request-Id", "anew");

        assertThat(SMART.takeNotes(2)).last().asString().contains(" request=anew ");
    }
}
