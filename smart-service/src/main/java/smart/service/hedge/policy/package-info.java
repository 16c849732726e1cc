/**
 * The state that hedged calls share: the settings, and what Smart has learnt about the backend.
 * {@link smart.service.hedge.policy.HedgePolicy} decides how long to wait before an extra attempt, and whether the
 * budget allows it. Safe for use by many threads: locks are held only briefly, and nothing blocks.
 */
@NullMarked
package smart.service.hedge.policy;

import org.jspecify.annotations.NullMarked;
