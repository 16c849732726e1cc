package smart.mock.wire.send;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import smart.mock.reply.Fault;
import smart.mock.reply.Reply;

class TransmissionTest {
    @Test
    void aDripTakesLittleMoreMemoryThanItsBody() {
        int bytes = 1_000_000;
        var reply = Reply.ok("x".repeat(bytes)).with(Fault.DRIP);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Transmission.of(Fault.DRIP, Reply.ok("{}"), false); // Loads the classes.

        long before = threads.getCurrentThreadAllocatedBytes();
        var drip = Transmission.of(Fault.DRIP, reply, false);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(3L * bytes);
        assertThat(drip.pieces()).hasSize(bytes + 1);
    }
}
