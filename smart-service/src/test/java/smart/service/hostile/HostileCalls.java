package smart.service.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import smart.service.SmartService;
import smart.testkit.RawBackend;
import smart.testkit.RawBackend.Reply;
import smart.testkit.RawCaller;
import smart.testkit.RawCaller.Response;

/** Callers that mean harm, of one service for a class of tests; whatever one did, the next caller is served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileCalls {
    final RawBackend backend = RawBackend.start();

    @RegisterExtension
    final SmartService smart = SmartService.inFrontOf(backend.url());

    @AfterAll
    void stop() {
        backend.close();
    }

    @BeforeEach
    void forget() {
        backend.reply(Reply.json("{}"));
        backend.forget();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        smart.awaitIdle();
        assertThat(smart.get("").statusCode()).as("the next caller").isEqualTo(200);
    }

    RawCaller caller() throws Exception {
        return new RawCaller(smart.url("/"));
    }

    Response call(String target, String... fields) throws Exception {
        return RawCaller.call(smart.url("/"), target, fields);
    }
}
