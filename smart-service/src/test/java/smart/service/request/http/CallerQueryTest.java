package smart.service.request.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallerQueryTest {
    @Test
    void thereMayBeNone() throws BadRequest {
        assertThat(CallerQuery.parse(null).forBackend()).isNull();
        assertThat(CallerQuery.parse(null).timeoutMillis()).isEmpty();
        assertThat(CallerQuery.parse("timeout=5").forBackend()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&b=2, a=1&b=2",
        "timeout=5&a=1, a=1",
        "a=1&timeout=5&b=2, a=1&b=2",
        "a=1&&b=, a=1&&b=",
        "xtimeout=1&timeouts=2, xtimeout=1&timeouts=2",
        "a=%7B+%20, a=%7B+%20",
        "'a={\"x\"|y}', 'a={\"x\"|y}'",
        "ids[]=7&b=^\\`<>, ids[]=7&b=^\\`<>",
        "a=é, a=%C3%A9",
        "'a= b\t#', a=%20b%09%23",
        "a=100%, a=100%",
        "a=%zz, a=%zz",
        "a=1;b=/?:@, a=1;b=/?:@"
    })
    void passesAllButTheTimeoutAndEscapesWhatCanNotStandInARequestLine(String raw, String passed) throws BadRequest {
        assertThat(CallerQuery.parse(raw).forBackend()).isEqualTo(passed);
    }

    /** One exception for each took milliseconds in all. */
    @ParameterizedTest
    @ValueSource(strings = {"%zz&", "%&", "+%z&", "%4&"})
    void anInvalidEscapeCostsNoMoreThanAnyParameter(String parameter) throws BadRequest {
        int many = 1000;
        long usual = allocated("abc&".repeat(many));
        assertThat(allocated(parameter.repeat(many))).isLessThan(10 * usual);
    }

    private static long allocated(String query) throws BadRequest {
        CallerQuery.parse(query); // What is loaded first does not count.
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        CallerQuery.parse(query);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void escapesEachCharacterHoweverMany() throws BadRequest {
        assertThat(CallerQuery.parse("\u00e9".repeat(7900)).forBackend()).isEqualTo("%C3%A9".repeat(7900));
    }

    @ParameterizedTest
    @CsvSource({
        "timeout=1, 1",
        "a=%&b=%zz&%74%69meout=%35, 5",
        "%74imeout=%35, 5",
        "a=b&timeout=30000, 30000",
        "timeout=99999999999999999999999999, 9223372036854775807"
    })
    void readsTheTimeout(String raw, long millis) throws BadRequest {
        assertThat(CallerQuery.parse(raw).timeoutMillis()).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout",
                "timeout=",
                "timeout=0",
                "timeout=000",
                "timeout=007",
                "timeout=-1",
                "timeout=+1",
                "timeout=1.5",
                "timeout=1s",
                "timeout=abc",
                "timeout=%201",
                "timeout=٣",
                "timeout=1%00",
                "timeout=%zz",
                "timeout=1=1"
            })
    void refusesATimeoutThatIsNoWholeNumberFromOneUp(String raw) {
        assertThatThrownBy(() -> CallerQuery.parse(raw))
                .isInstanceOf(BadRequest.class)
                .hasMessageContaining("whole number of milliseconds from 1 up");
    }

    @Test
    void refusesTwoTimeouts() {
        assertThatThrownBy(() -> CallerQuery.parse("timeout=5&timeout=5"))
                .hasMessage("timeout is given more than once");
    }
}
