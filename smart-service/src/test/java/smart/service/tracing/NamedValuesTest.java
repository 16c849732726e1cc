package smart.service.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NamedValuesTest {
    @Test
    void attributesAreDecodedAndTheLastOfANameCounts() {
        assertThat(NamedValues.attributes("a=1, b%20c = x%3D%2C%C3%A4+y ,,url=http://h/?q=1,a=2,empty="))
                .containsExactly(
                        entry("a", "2"), entry("b c", "x=,ä+y"), entry("url", "http://h/?q=1"), entry("empty", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=1", "a=%4", "a=%zz", "a=%ff", "%ff=1", "a=1,b"})
    void attributesInAnotherFormatAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NamedValues.attributes(text));
    }

    @Test
    void emptyPairsAreSkipped() {
        assertThat(NamedValues.headers("a=b,, ")).containsExactly(entry("a", "b"));
        assertThat(NamedValues.attributes("a=b,")).containsExactly(entry("a", "b"));
    }

    @Test
    void headersAreDecodedButNotTheirNames() {
        assertThat(NamedValues.headers("api-key=a%2Cb, x%20y=one+two"))
                .containsExactly(entry("api-key", "a,b"), entry("x%20y", "one+two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "=1", "a=", "a b=1", "a=%0A", "a=%C3%A4", "Host=h", "content-length=1"})
    void headersThatAreNoneOrThatTheClientSetsAreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NamedValues.headers(text));
    }
}
