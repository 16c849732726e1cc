package smart.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import smart.service.config.Settings;
import smart.service.config.source.Bundled;
import smart.service.settings.ConfigurationFactories;
import smart.service.settings.SmartConfiguration;

final class StartFailureTest {
    @ParameterizedTest
    @CsvSource({
        // ports, adminPort, host, adminHost, the one that can't be opened, its key
        "8000, 8001, 127.0.0.1, 127.0.0.1, 127.0.0.1:8001, adminPort: (set by ADMIN_PORT)",
        "8000, 8001, 127.0.0.1, 127.0.0.1, 127.0.0.1:8000, ports: (set by PORT_NUMBER)",
        "8000, 0,    127.0.0.1, 127.0.0.1, 127.0.0.1:0,    adminPort: (set by ADMIN_PORT)",
        "0,    0,    127.0.0.2, 127.0.0.1, 127.0.0.1:0,    adminPort: (set by ADMIN_PORT)",
        "0,    0,    127.0.0.2, 127.0.0.1, 127.0.0.2:0,    ports: (set by PORT_NUMBER)"
    })
    void theKeyOfATakenPortIsNamedWhateverAddressBothHave(
            String ports, String adminPort, String host, String adminHost, String taken, String said) throws Exception {
        Settings settings = new Settings(InstantSource.system());
        Map<String, String> environment = Map.of(
                "REMOTE_URL", "http://localhost:8080",
                "PORT_NUMBER", ports,
                "ADMIN_PORT", adminPort,
                "HOST", host,
                "ADMIN_HOST", adminHost);
        SmartConfiguration configuration =
                ConfigurationFactories.with(environment, settings).build(new Bundled(), Bundled.PATH);
        IOException jettys =
                new IOException("Failed to bind to /" + taken, new BindException("Address already in use"));

        String[] words = said.split(" ", 2);
        assertThat(StartFailure.listening(jettys, configuration, settings))
                .hasMessage(words[0] + " can't listen on " + taken + ": Address already in use " + words[1]);
    }
}
