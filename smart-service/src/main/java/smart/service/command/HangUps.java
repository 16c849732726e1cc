package smart.service.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ignores SIGHUP. The JVM would stop on it, but log rotation sends it to services, and so does a terminal that closes.
 * The signal class is not part of Java's API, so it is loaded by name.
 */
final class HangUps {
    private static final Logger LOG = LoggerFactory.getLogger(HangUps.class);

    private HangUps() {}

    /**
     * Ignores the signal from now on; the first one leaves a line in the log. If that is not possible, nothing changes.
     */
    static void ignore() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object hangUp = signal.getConstructor(String.class).newInstance("HUP");
            Object ignored = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, logOnce());
            signal.getMethod("handle", signal, handler).invoke(null, hangUp, ignored);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("SIGHUP can't be ignored", e); // This system has no SIGHUP, or -Xrs leaves it to the system.
        }
    }

    private static InvocationHandler logOnce() {
        AtomicBoolean first = new AtomicBoolean(true);
        return (proxy, method, arguments) -> {
            if (method.getName().equals("handle") && first.getAndSet(false)) {
                LOG.info("SIGHUP is ignored: the error log rotates by itself; SIGTERM stops the service");
            }
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                case "toString" -> "ignored";
                default -> null;
            };
        };
    }
}
