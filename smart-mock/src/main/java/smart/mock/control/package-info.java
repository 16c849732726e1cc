/**
 * The endpoints that control the mock and report its requests: {@code /setscenario}, {@code /scenario},
 * {@code /reset}, {@code /requests}, {@code /requests/count}. They read and write with blocking streams on Jetty's threads.
 */
@NullMarked
package smart.mock.control;

import org.jspecify.annotations.NullMarked;
