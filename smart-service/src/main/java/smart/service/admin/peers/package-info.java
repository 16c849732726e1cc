/** The other replicas, for the console. Smart only reads the state that they report. */
@NullMarked
package smart.service.admin.peers;

import org.jspecify.annotations.NullMarked;
