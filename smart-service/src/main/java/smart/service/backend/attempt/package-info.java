/**
 * One attempt at the backend: {@link smart.service.backend.attempt.JaxRsBackend} sends a request over the JAX-RS client
 * and judges the response. {@link smart.service.backend.attempt.ObservedBackend} notifies listeners of its end, before
 * its future completes and on the same thread.
 */
@NullMarked
package smart.service.backend.attempt;

import org.jspecify.annotations.NullMarked;
