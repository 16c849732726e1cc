/** Fields of HTTP that more than one part of the service reads. It knows no other package. */
@NullMarked
package smart.service.http;

import org.jspecify.annotations.NullMarked;
