/**
 * How the backend is reached: its URL, the sections {@code backend} and {@code jerseyClient}. Immutable once the
 * configuration has been read.
 */
@NullMarked
package smart.service.backend.client.settings;

import org.jspecify.annotations.NullMarked;
