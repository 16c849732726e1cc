package smart.service.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import smart.mock.MockBackend;
import smart.service.LogLines;
import smart.service.SmartService;

/** The error notes where a folder has taken the file's place: nothing can be read, whoever asks. */
class UnreadableLogIT {
    @Test
    void everyRequestSaysInWordsWhatCanNotBeRead() throws Exception {
        try (MockBackend mock = MockBackend.start();
                SmartService smart = SmartService.inFrontOf(mock.url()).started();
                LogLines log = LogLines.all()) {
            Files.delete(smart.errorLog());
            Files.createDirectory(smart.errorLog());
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
            assertThat(log.events()).noneMatch(line -> line.getThrowableProxy() != null);
            assertThat(log.events()).noneMatch(line -> line.getLevel().isGreaterOrEqual(Level.ERROR));
        }
    }
}
