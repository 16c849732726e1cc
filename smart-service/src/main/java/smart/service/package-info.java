/** The service's composition: the configuration as a whole, the commands, and the wiring. */
@NullMarked
package smart.service;

import org.jspecify.annotations.NullMarked;
