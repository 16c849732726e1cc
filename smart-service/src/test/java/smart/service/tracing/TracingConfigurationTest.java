package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TracingConfigurationTest {
    private static Map<String, String> resource(String json) throws Exception {
        return new ObjectMapper().readValue(json, TracingConfiguration.class).resource("1.2.3");
    }

    @Test
    void theServiceIsDescribedWithoutASetting() throws Exception {
        assertThat(resource("{}"))
                .containsEntry("service.name", "smart")
                .containsEntry("service.version", "1.2.3")
                .containsEntry("telemetry.sdk.name", "smart")
                .containsEntry("telemetry.sdk.language", "java")
                .containsEntry("telemetry.sdk.version", "1.2.3")
                .hasEntrySatisfying("service.instance.id", id -> assertThat(id).hasSize(36))
                .hasSize(6);
    }

    @Test
    void configuredAttributesReplaceSmartsOwn() throws Exception {
        assertThat(resource("{\"resourceAttributes\": \"service.name=a,service.instance.id=pod-7,team=x\"}"))
                .containsEntry("service.name", "a")
                .containsEntry("service.instance.id", "pod-7")
                .containsEntry("team", "x");
    }

    @Test
    void theConfiguredNameReplacesTheOneAmongTheAttributes() throws Exception {
        assertThat(resource("{\"serviceName\": \"b\", \"resourceAttributes\": \"service.name=a\"}"))
                .containsEntry("service.name", "b");
    }
}
