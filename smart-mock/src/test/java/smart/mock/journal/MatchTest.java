package smart.mock.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MatchTest {
    private static final Arrival ARRIVAL =
            new Arrival("GET", "/work/7", "a=1&b=x+y&a=2&c&d=%E2%82%AC&e=%zz", "X-A", "one", "x-a", "two");

    @Test
    void whatIsLeftOutFitsAll() {
        assertThat(Match.ANY.fits(ARRIVAL)).isTrue();
        assertThat(Match.ANY.fits(new Arrival("", "", null))).isTrue();
    }

    @Test
    void theMethodCounts() {
        assertThat(Match.ANY.withMethod("GET").fits(ARRIVAL)).isTrue();
        assertThat(Match.ANY.withMethod("POST").fits(ARRIVAL)).isFalse();
        assertThat(Match.ANY.withMethod("purge").fits(new Arrival("PURGE", "/", null)))
                .isFalse();
    }

    @Test
    void thePathIsTheWholeOrItsBeginning() {
        assertThat(Match.path("/work/7").fits(ARRIVAL)).isTrue();
        assertThat(Match.path("/work").fits(ARRIVAL)).isFalse();
        assertThat(Match.path("/work/*").fits(ARRIVAL)).isTrue();
        assertThat(Match.path("/work/7/*").fits(ARRIVAL)).isFalse();
        assertThat(Match.path("*").fits(ARRIVAL)).isTrue();
    }

    @Test
    void parametersAreDecodedAndOneOfSeveralIsEnough() {
        assertThat(Match.ANY.withQuery("a", "2").withQuery("b", "x y").fits(ARRIVAL))
                .isTrue();
        assertThat(Match.ANY
                        .withQuery("c", "")
                        .withQuery("d", "\u20ac")
                        .withQuery("e", "%zz")
                        .fits(ARRIVAL))
                .isTrue();
        assertThat(Match.ANY.withQuery("a", "3").fits(ARRIVAL)).isFalse();
        assertThat(Match.ANY.withQuery("a", "1").fits(new Arrival("GET", "/", null)))
                .isFalse();
    }

    @Test
    void headersGoByNameWithoutRegardToCaseAndOneOfSeveralLinesIsEnough() {
        assertThat(Match.ANY.withHeader("x-A", "two").fits(ARRIVAL)).isTrue();
        assertThat(Match.ANY.withHeader("x-A", "one, two").fits(ARRIVAL))
                .as("the same as in one line")
                .isTrue();
        assertThat(Match.ANY.withHeader("x-A", "two, one").fits(ARRIVAL)).isFalse();
        assertThat(Match.ANY.withHeader("X-B", "").fits(ARRIVAL)).isFalse();
        assertThat(Match.ANY.withHeader("x-A", "TWO").fits(ARRIVAL)).isFalse();
        assertThat(Match.ANY.withHeader("X-B", "two").fits(ARRIVAL)).isFalse();
    }

    @Test
    void whatCanNeverFitIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Match.path("work"));
        assertThatIllegalArgumentException().isThrownBy(() -> Match.path("*.html"));
        assertThatIllegalArgumentException().isThrownBy(() -> Match.path("/work?a=1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Match.path("/orders/*/items"));
        assertThatIllegalArgumentException().isThrownBy(() -> Match.path("/a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Match.path("/a\tb"));
        assertThatIllegalArgumentException().isThrownBy(() -> Match.ANY.withMethod(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Match.ANY.withMethod("Post"));
        assertThat(Match.path("/w\u00f6rk").fits(new Arrival("GET", "/w\u00f6rk", null)))
                .as("from a caller that does not encode")
                .isTrue();
    }
}
