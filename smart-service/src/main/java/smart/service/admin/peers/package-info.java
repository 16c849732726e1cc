/** The other replicas, as the console shows them: asked for what they say of themselves, and for nothing else. */
@NullMarked
package smart.service.admin.peers;

import org.jspecify.annotations.NullMarked;
