package smart.service.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BuildTest {

    @Test
    void theManifestHasVersionAndCommit() {
        assertThat(Build.parse("1.0.0+4f2a91c08d3e")).isEqualTo(new Build("1.0.0", "4f2a91c08d3e"));
        assertThat(Build.parse("1.0.0")).isEqualTo(new Build("1.0.0", "unknown"));
    }

    @Test
    void classesOutsideOfAJarAreInDevelopment() {
        assertThat(Build.current()).isEqualTo(new Build("development", "unknown"));
    }
}
