package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadSamplerTest {
    private static final TraceParent SAMPLED = new TraceParent(1, 1, 1, true, null);
    private static final TraceParent UNSAMPLED = new TraceParent(1, 1, 1, false, null);

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.3, 0.5, 0.999, 1})
    void choosesTheTracesThatOpenTelemetryChooses(double ratio) {
        Sampler sdk = Sampler.traceIdRatioBased(ratio);
        HeadSampler sampler = HeadSampler.of("traceidratio", ratio);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long low = random.nextLong();
            boolean chosen = sdk.shouldSample(
                                    Context.root(),
                                    TraceId.fromLongs(1, low),
                                    "",
                                    SpanKind.SERVER,
                                    Attributes.empty(),
                                    List.of())
                            .getDecision()
                    == SamplingDecision.RECORD_AND_SAMPLE;
            assertThat(sampler.chooses(null, low)).isEqualTo(chosen);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "always_on, true, true, true",
        "always_off, false, false, false",
        "traceidratio, true, true, true",
        "parentbased_always_on, true, true, false",
        "parentbased_always_off, false, true, false",
        "parentbased_traceidratio, true, true, false"
    })
    void heedsTheCallersDecisionWhereItsNameSaysSo(String name, boolean root, boolean sampled, boolean unsampled) {
        HeadSampler sampler = HeadSampler.of(name, 1);
        assertThat(sampler.chooses(null, 7)).isEqualTo(root);
        assertThat(sampler.chooses(SAMPLED, 7)).isEqualTo(sampled);
        assertThat(sampler.chooses(UNSAMPLED, 7)).isEqualTo(unsampled);
    }

    @Test
    void hasEachSamplerOfTheSpecificationThatNeedsNoServer() {
        assertThat(HeadSampler.NAMES).hasSize(6).contains(HeadSampler.DEFAULT);
    }
}
