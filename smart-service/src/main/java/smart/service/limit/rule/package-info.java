/**
 * The limit of calls in flight: a {@link smart.service.limit.rule.FixedLimit}, or an
 * {@link smart.service.limit.rule.AdaptiveLimit} that follows the backend's latency. Safe for use by many threads.
 */
@NullMarked
package smart.service.limit.rule;

import org.jspecify.annotations.NullMarked;
