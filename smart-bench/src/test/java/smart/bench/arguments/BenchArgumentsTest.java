package smart.bench.arguments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static smart.bench.arguments.Arguments.URL;
import static smart.bench.arguments.Arguments.asked;
import static smart.bench.arguments.Arguments.assertRefused;
import static smart.bench.arguments.Arguments.plan;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import smart.bench.load.http.Expectation.StatusRange;
import smart.bench.load.http.RequestSpec;
import smart.bench.load.http.Target;
import smart.bench.load.http.Target.Header;
import smart.bench.load.measure.Amount;
import smart.bench.run.Model;
import smart.bench.run.Plan;

class BenchArgumentsTest {
    @Test
    void withoutOptionsThereAreFiftyLevelsOfFiveHundredRequests() throws Exception {
        Model.Sweep sweep = sweep(URL);
        assertThat(sweep.levels())
                .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
        assertThat(sweep.amount()).isEqualTo(new Amount.Requests(500));
        assertThat(sweep.warmup(1)).isEqualTo(new Amount.Requests(50));
        assertThat(sweep.warmup(50)).isEqualTo(new Amount.Requests(100));
    }

    @Test
    void levelsGoUpToATenthOfTheRequests() throws Exception {
        assertThat(sweep("--req", "40", URL).levels()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aStepKeepsTheFirstAndTheLastLevel() throws Exception {
        assertThat(sweep("--step", "5", "--max", "12", URL).levels()).containsExactly(1, 5, 10, 12);
    }

    @Test
    void namedLevelsAreSortedAndEachIsMeasuredOnce() throws Exception {
        assertThat(sweep("--levels", "20,1,5,5", URL).levels()).containsExactly(1, 5, 20);
    }

    @Test
    void aRequestIsWhatWasAsked() throws Exception {
        Plan plan = plan(
                "--header",
                "X-A: b",
                "--method",
                "post",
                "--body",
                "{}",
                "--expect-status",
                "2xx,404",
                "--expect-json",
                "--timeout",
                "500ms",
                URL);
        assertThat(plan.target().headers()).containsExactly(new Header("X-A", "b"));
        assertThat(plan.target().calls()).hasSize(1);
        assertThat(plan.target().calls().get(0).method()).isEqualTo("POST");
        assertThat(plan.target().timeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(plan.target().expectation().json()).isTrue();
        assertThat(plan.target().expectation().statuses())
                .containsExactly(new StatusRange(200, 299), new StatusRange(404, 404));
    }

    @Test
    void aRateIsAnOpenModel() throws Exception {
        Model.Rate rate = (Model.Rate) plan("--rate", "500", "--duration", "3s", "--arrivals", "poisson", URL)
                .model();
        assertThat(rate.label()).isEqualTo("open poisson");
        assertThat(rate.load().rate()).isEqualTo(500);
        assertThat(rate.load().duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(rate.longerWarmup()).isTrue();
        Model.Rate exact =
                (Model.Rate) plan("--rate", "500", "--warmup", "2s", URL).model();
        assertThat(exact.load().warmup()).isEqualTo(Duration.ofSeconds(2));
        assertThat(exact.longerWarmup()).isFalse();
        assertThat(rate.load().requests()).as("four deviations below 1,500").isEqualTo(1345);
    }

    @Test
    void aScenarioMayStandRightBeforeTheUrl() throws Exception {
        Plan plan = plan("--req", "20", "--scenario", "{\"time\":50}", "200", "50", "70", URL);
        assertThat(plan.target().uri()).hasToString(URL);
        assertThat(plan.scenario()).isNotNull();
        assertThat(plan.scenario().delaysMs()).containsExactly(50, 70);
    }

    @Test
    void aHostThatIsNotThisMachineIsRefusedUnlessItIsAllowed() throws Exception {
        assertRefused("192.0.2.1 is not this machine: a benchmark can take down what it measures", "http://192.0.2.1/");
        assertThat(plan("--i-may-load-this-host", "http://192.0.2.1/").target().addresses())
                .hasSize(1);
    }

    @Test
    void thisMachinesOwnAddressesAreThisMachine() throws Exception {
        assertThat(plan("http://0.0.0.0:8000/").target().addresses()).hasSize(1);
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (address instanceof Inet4Address) {
                    assertThat(plan("http://" + address.getHostAddress() + "/")
                                    .target()
                                    .addresses())
                            .containsExactly(address);
                }
            }
        }
    }

    @Test
    void whatIsNotAsciiIsEncodedAndAHostMayHaveAnUnderscore() throws Exception {
        assertThat(plan("http://localhost/caf\u00e9").target().uri()).hasToString("http://localhost/caf%C3%A9");
        URI uri = TargetUrl.url("http://my_host:8000/");
        assertThat(Target.portOf(uri)).isEqualTo(8000);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThat(TargetUrl.of(uri, false, host -> new InetAddress[] {loopback}))
                .containsExactly(loopback);
        assertThatThrownBy(() -> TargetUrl.of(uri, false, host -> {
                    throw new UnknownHostException(host);
                }))
                .isInstanceOf(UsageException.class)
                .hasMessage("the host 'my_host' is not known");
    }

    @Test
    void severalDelaysAreNoUrlWhereAFileNamesTheRequests(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("urls"), "GET " + URL + "\n");
        Plan plan = plan("--urls", file.toString(), "--scenario", "{}", "200", "50", "60");
        assertThat(plan.scenario().delaysMs()).containsExactly(50, 60);
        assertThat(plan.target().uri()).hasToString(URL);
        assertRefused("a URL is needed", "--scenario", "{}", "200", "50", "60");
    }

    @Test
    void eachMistakeIsOneLineThatSaysWhatIsAllowed() {
        assertRefused("does not begin with http://", "localhost:8000");
        assertRefused("does not begin with http://", "ftp://localhost/");
        assertRefused("it must not contain a user name", "http://me:secret@localhost/");
        assertRefused("a port is from 1 to 65535", "http://localhost:70000/");
        assertRefused("illegal character in path at ' b'", "http://localhost/a b");
        assertRefused("'lo,cal' is not a host", "http://lo,cal/");
        assertRefused("'.' is a folder", "--output", ".", URL);
        assertRefused("'target/' is a folder", "--output", "target/", URL);
        assertRefused("p95>1s needs at least 200 requests", "--fail-if", "p95>1s", "--req", "100", URL);
        assertRefused("a URL is needed", "--req", "10");
        assertRefused("at least 10", "--req", "9", URL);
        assertRefused("from 1 to", "--req", "0", URL);
        assertRefused("--levels is a list", "--levels", "1,two", URL);
        assertRefused("don't go with it", "--levels", "1", "--max", "3", URL);
        assertRefused("at least as many requests", "--levels", "600", URL);
        assertRefused("exclude each other", "--req", "10", "--duration", "1s", URL);
        assertRefused("--timeout is a time", "--timeout", "soon", URL);
        assertRefused("--warmup is a number of requests, or a time", "--warmup", "some", URL);
        assertRefused("--header is", "--header", "no colon", URL);
        assertRefused("--header is", "--header", "A: b\r\nEvil: c", URL);
        assertRefused("--header can't set", "--header", "Content-Length: 5", URL);
        assertRefused("only to close or keep-alive", "--header", "Connection: upgrade", URL);
        assertRefused("--req is a whole number; 'x' is not", "--req", "x", URL);
        assertRefused("--rate is a number; 'fast' is not", "--rate", "fast", URL);
        assertRefused("--arrivals is constant or poisson", "--arrivals", "even", "--rate", "1", URL);
        assertRefused("there is no option '--lvels'", "--lvels", "1", URL);
        assertRefused("one argument too many: 'other'", URL, "other");
        assertRefused("--req is given more than once", "--req", "10", "--req", "20", URL);
        assertRefused("can't read the file", "--body", "@no-such-file", URL);
        assertRefused("--shuffle goes with --urls", "--shuffle", URL);
        assertRefused("takes no other options", "--self-test", URL);
        assertRefused("--method is", "--method", "GET /x", URL);
        assertRefused("--expect-status is", "--expect-status", "ok", URL);
        assertRefused("from the lower to the higher", "--expect-status", "200,404-300", URL);
        assertRefused("--fail-if is a condition", "--fail-if", "p95>fast", URL);
        assertRefused("p99>1s needs at least 1000 requests", "--fail-if", "p99>1s", URL);
        assertRefused("--scenario is BODY STATUS DELAY", "--scenario", "{}", "200", "--req", "10", URL);
        assertRefused("STATUS is from 200 to 599", "--scenario", "{}", "20", "5", URL);
        assertRefused("--rate is from", "--rate", "0", URL);
        assertRefused(
                "p99>1s needs at least 1000 requests", "--rate", "99", "--duration", "10s", "--fail-if", "p99>1s", URL);
        // Of a thousand that are expected, random arrivals may be some fewer.
        assertRefused(
                "only 873 are certain here",
                "--rate",
                "100",
                "--duration",
                "10s",
                "--arrivals",
                "poisson",
                "--fail-if",
                "p99>1s",
                URL);
        assertRefused("take longer than 24h", "--rate", "1", "--req", "86401", URL);
        assertRefused("need --rate", "--arrivals", "poisson", URL);
        assertRefused("can't write into", "--output", "no-such-folder/report", URL);
    }

    @Test
    void aFileNamesManyRequests(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("body.json"), "{}");
        Path file = Files.writeString(
                folder.resolve("urls"),
                "# comment\n\nGET /api/smart?a=1\npost http://127.0.0.1:8000/other  body.json\n");
        Target target = plan("--urls", file.toString(), "--shuffle", URL).target();
        assertThat(target.shuffled()).isTrue();
        assertThat(target.calls()).extracting(RequestSpec::method).containsExactly("GET", "POST");
        assertThat(target.calls())
                .extracting(call -> call.uri().toString())
                .containsExactly("http://127.0.0.1:8000/api/smart?a=1", "http://127.0.0.1:8000/other");
        assertThat(Objects.requireNonNull(target.calls().get(1).body())).isEqualTo(UTF_8.encode("{}"));
        assertThat(plan("--urls", file.toString()).target().uri()).hasToString("http://127.0.0.1:8000/other");
    }

    @Test
    void aMistakeInAFileOfRequestsNamesItsLine(@TempDir Path folder) throws Exception {
        for (String[] wrong : new String[][] {
            {"GET", "line 1", "METHOD URL [BODY-FILE]"},
            {"GET /a\nG(T /b", "line 2", "is an HTTP method"},
            {"GET http://localhost:9/", "line 1", "all requests go to http://127.0.0.1:8000"},
            {"POST /a missing.json", "line 1", "can't read the file"},
            {"# none", "has 0 requests", "a line for each"}
        }) {
            Path file = Files.writeString(folder.resolve("urls"), wrong[0]);
            assertRefused(wrong[1], "--urls", file.toString(), URL);
            assertRefused(wrong[2], "--urls", file.toString(), URL);
        }
        assertRefused("can't read", "--urls", folder.resolve("none").toString(), URL);
    }

    @Test
    void aBodyComesFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("body"), "12345");
        Target target = plan("--method", "POST", "--body", "@" + file, URL).target();
        assertThat(Objects.requireNonNull(target.calls().get(0).body()).remaining())
                .isEqualTo(5);
    }

    @Test
    void helpManualAndCompletionKnowEveryOption() throws Exception {
        String help = text("--help");
        String manual = text("--manual");
        String completion = text("--completion");
        List<String> options = Pattern.compile("--[a-z-]+")
                .matcher(help)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(options).contains("--threads", "--urls", "--trace", "--fail-if", "--self-test");
        assertThat(manual).contains("\n.Nm smart-bench\n", "130").doesNotContain("%%");
        for (String option : options) {
            assertThat(manual).contains(option.replace("-", "\\-"));
            assertThat(completion).contains(option);
        }
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        assertThat(text("compare", "--help")).contains("--rounds");
        assertThat(text("--version")).isEqualTo("test" + System.lineSeparator());
    }

    private static String text(String... args) throws Exception {
        return ((Asked.Text) asked(args)).text();
    }

    private static Model.Sweep sweep(String... args) throws Exception {
        return (Model.Sweep) plan(args).model();
    }
}
