package smart.service.config.refusal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import smart.service.config.source.Origins;
import smart.service.config.source.Setting;

final class RefusedKeysTest {
    @Test
    void anOptionCanNotNameAnUnknownTypeEither() {
        String key = "server.requestLog.type";
        List<Setting> options = List.of(new Setting(key, "-Ddw." + key, "nope"));
        Origins origins = new Origins();
        origins.settings(options);

        assertThatThrownBy(() -> RefusedKeys.check("my.yml", JsonNodeFactory.instance.objectNode(), options, origins))
                .hasMessage(key + " must be 'logback-access' or 'classic' or 'external' (set by -Ddw." + key + ")");
    }

    @Test
    void anOptionBelowARefusedKeyIsNamedInsteadOfTheFile() {
        String key = "server.adminConnectors[0].port";
        List<Setting> options = List.of(new Setting(key, "-Ddw." + key, "1"));
        Origins origins = new Origins();
        origins.settings(options);

        assertThatThrownBy(() -> RefusedKeys.check("my.yml", JsonNodeFactory.instance.objectNode(), options, origins))
                .hasMessageStartingWith("server.adminConnectors can't be used: ")
                .hasMessageEndingWith(" (set by -Ddw." + key + ")");
    }
}
