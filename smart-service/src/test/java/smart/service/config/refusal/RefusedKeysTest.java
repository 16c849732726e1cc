package smart.service.config.refusal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import smart.service.config.source.Origins;
import smart.service.config.source.Setting;

final class RefusedKeysTest {
    private static ThrowingCallable override(String key, String value) {
        List<Setting> options = List.of(new Setting(key, "-Ddw." + key, value));
        Origins origins = new Origins();
        origins.settings(options);
        return () -> RefusedKeys.checkOverrides("my.yml", options, origins);
    }

    @Test
    void anOptionBelowARefusedKeyIsNamedInsteadOfTheFile() {
        String key = "server.adminConnectors[0].port";
        assertThatThrownBy(override(key, "1"))
                .hasMessageStartingWith("server.adminConnectors can't be used: ")
                .hasMessageEndingWith(" (set by -Ddw." + key + ")");
    }

    @Test
    void offIsAllowedInAnOptionToo() {
        assertThatCode(override("server.gzip.enabled", "false")).doesNotThrowAnyException();
        assertThatThrownBy(override("server.gzip.enabled", "true"))
                .hasMessageStartingWith("server.gzip.enabled can't be used: Smart relays bodies unchanged");
    }
}
