/** The running build: the jar's version and commit. */
@NullMarked
package smart.service.build;

import org.jspecify.annotations.NullMarked;
