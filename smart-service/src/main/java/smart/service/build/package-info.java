/** What is running: the version and the commit that the jar was built from. */
@NullMarked
package smart.service.build;

import org.jspecify.annotations.NullMarked;
