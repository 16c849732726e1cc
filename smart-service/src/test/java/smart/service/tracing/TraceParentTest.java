package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final long HIGH = 0x4bf92f3577b34da6L;
    private static final long LOW = 0xa3ce929d0e0e4736L;
    private static final long SPAN_ID = 0x00f067aa0ba902b7L;

    private static TraceParent of(String value) {
        return TraceParent.of(HttpFields.build().add("traceparent", value));
    }

    @Test
    void hasTheIdsTheFlagAndTheState() {
        HttpFields fields = HttpFields.build()
                .add("Traceparent", "00-" + TRACE + "-" + SPAN + "-01")
                .add("tracestate", "a=1")
                .add("tracestate", "b=2");
        assertThat(TraceParent.of(fields)).isEqualTo(new TraceParent(HIGH, LOW, SPAN_ID, true, "a=1,b=2"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isWrittenAsItIsRead(boolean sampled) {
        TraceParent caller = of("00-" + TRACE + "-" + SPAN + "-01");
        String written = TraceParent.text(caller.high(), caller.low(), caller.span(), sampled);
        assertThat(written).isEqualTo("00-" + TRACE + "-" + SPAN + (sampled ? "-01" : "-00"));
        assertThat(of(written)).isEqualTo(new TraceParent(HIGH, LOW, SPAN_ID, sampled, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "02", "fe"})
    void isNotSampledWhereTheLastBitIsNot(String flags) {
        assertThat(of("00-" + TRACE + "-" + SPAN + "-" + flags).sampled()).isFalse();
    }

    @Test
    void ofAVersionToComeTheRestIsLeftOut() {
        assertThat(of("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-holds")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-" + TRACE + "-" + SPAN + "-01more",
                "cc-" + TRACE + "-" + SPAN + "-01more",
                "00-" + TRACE + "-" + SPAN + "-0",
                "00-" + TRACE + "-" + SPAN + "-0g",
                "0g-" + TRACE + "-" + SPAN + "-01",
                "00_" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-00f067aa0ba902bg-01",
                "00-" + TRACE + SPAN + "--01"
            })
    void whatIsNoTraceparentIsNone(String value) {
        assertThat(of(value)).isNull();
    }

    @Test
    void twoOfThemAreNone() {
        String one = "00-" + TRACE + "-" + SPAN + "-01";
        assertThat(TraceParent.of(HttpFields.build().add("traceparent", one).add("traceparent", one)))
                .isNull();
    }
}
