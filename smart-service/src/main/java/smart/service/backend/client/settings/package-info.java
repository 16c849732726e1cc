/**
 * The settings of the backend and its client: the sections {@code backend} and {@code jerseyClient}. Immutable once the
 * configuration has been read.
 */
@NullMarked
package smart.service.backend.client.settings;

import org.jspecify.annotations.NullMarked;
