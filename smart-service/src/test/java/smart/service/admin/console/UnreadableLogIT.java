package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import smart.mock.MockBackend;
import smart.service.SmartService;

/** The error notes where a folder has taken the file's place: nothing can be read, whoever asks. */
class UnreadableLogIT {
    @Test
    void everyRequestSaysInWordsWhatCanNotBeRead() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        try (MockBackend mock = MockBackend.start();
                SmartService smart = SmartService.inFrontOf(mock.url()).started()) {
            Files.delete(smart.errorLog());
            Files.createDirectory(smart.errorLog());
            lines.start();
            root.addAppender(lines);

            String problem = smart.errorLog().toRealPath() + " can't be read: it is a folder";
            for (String path : new String[] {"errors", "errors/groups"}) {
                HttpResponse<String> response = smart.admin("GET", "/console/" + path);
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
                assertThat(response.body().replace("\\u0027", "'")).contains(problem);
            }
            HttpResponse<String> download = smart.admin("GET", "/console/errors/download");
            assertThat(download.statusCode()).isEqualTo(503);
            assertThat(download.body()).isEqualTo(problem + "\n");
            assertThat(download.headers().firstValue("Content-Disposition")).isEmpty();

            HttpResponse<String> clear = smart.admin("POST", "/tasks/clear-error-log");
            assertThat(clear.statusCode()).isEqualTo(503);
            assertThat(clear.body()).isEqualTo(smart.errorLog().toRealPath() + " can't be emptied: it is a folder\n");
        } finally {
            root.detachAppender(lines);
        }
        assertThat(lines.list).noneMatch(line -> line.getThrowableProxy() != null);
        assertThat(lines.list)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.ERROR))
                .isEmpty();
    }
}
