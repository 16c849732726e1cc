package smart.bench.arguments;

import static org.assertj.core.api.Assertions.assertThat;
import static smart.bench.arguments.Arguments.URL;
import static smart.bench.arguments.Arguments.assertRefused;

import org.junit.jupiter.api.Test;

class CompareCommandTest {

    @Test
    void twoUrlsAreMeasuredWithTheGivenNumberOfThreads() throws Exception {
        assertThat(targets(URL, URL, "--threads", "3").threads()).isEqualTo(3);
        assertThat(targets(URL, URL).threads()).isZero();
        assertRefused("--threads is from 1 to 64, not 65", "compare", URL, URL, "--threads", "65");
        assertRefused("--threads is from 1 to 64, not 0", "--threads", "0", URL);
    }

    @Test
    void aConditionIsOnTheRequestsOfAllRounds() throws Exception {
        String[] condition = {"--req", "200", "--fail-if", "p99>1s"};
        assertThat(targets(URL, URL, condition).failIf()).hasSize(1); // five rounds
        assertRefused(
                "p99>1s needs at least 1000 requests per level; only 800 are certain here",
                "compare",
                URL,
                URL,
                "--rounds",
                "4",
                "--req",
                "200",
                "--fail-if",
                "p99>1s");
    }

    @Test
    void aConditionOnTwoRunsIsRefusedForOne() throws Exception {
        assertThat(targets(URL, URL, "--fail-if", "slower>10%").failIf()).hasSize(1);
        assertRefused("slower>10% is on two runs: it works only in compare", "--fail-if", "slower>10%", URL);
        assertRefused("'slower>10%'", "compare", URL, URL, "--fail-if", "slower<10%");
    }

    @Test
    void whatIsComparedIsTwoReportsOrTwoUrls() {
        assertRefused("not one of each", "compare", "a.json", URL);
        assertRefused("need two URLs", "compare", "a.json", "b.json", "--rounds", "3");
        assertRefused("--rounds is from 1 to 1000", "compare", URL, URL, "--rounds", "0");
    }

    private static Asked.Targets targets(String a, String b, String... options) throws Exception {
        String[] args = new String[options.length + 3];
        args[0] = "compare";
        args[1] = a;
        args[2] = b;
        System.arraycopy(options, 0, args, 3, options.length);
        return (Asked.Targets) Arguments.asked(args);
    }
}
