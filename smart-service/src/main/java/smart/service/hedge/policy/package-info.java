/**
 * What hedged calls share: the settings, and what is learnt from the backend. {@link smart.service.hedge.policy.HedgePolicy}
 * says how long to wait before an extra attempt, and whether the budget allows it. Safe for use by many threads: a lock
 * is held for a few steps, and nothing waits.
 */
@NullMarked
package smart.service.hedge.policy;

import org.jspecify.annotations.NullMarked;
