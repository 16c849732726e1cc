package smart.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HAProxy itself reads {@code deploy/haproxy}; it must be installed. {@link HaproxyIT} and {@code bin/rolling} run it. */
final class HaproxyTest {
    @ParameterizedTest
    @ValueSource(strings = {"dns.cfg", "rolling.cfg"})
    void haproxyHasNothingToSayAgainstIt(String replicas) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Project.command("haproxy")
                        .orElseThrow(() -> new AssertionError("haproxy is not installed: see bin/needs"))
                        .toString(),
                "-c"));
        for (String file : List.of("haproxy.cfg", replicas)) {
            command.add("-f");
            command.add(Project.ROOT.resolve("deploy/haproxy").resolve(file).toString());
        }

        assertThat(Project.run(command.toArray(String[]::new)).strip())
                .as("no warning either")
                .isEqualTo("Configuration file is valid");
    }
}
