package smart.service.limit.rule;

import org.jspecify.annotations.Nullable;

/**
 * The state of an adaptive limit.
 *
 * @param unloadedMillis the latency of the unloaded backend, or null if unknown
 * @param gradient the factor by which the newest samples would shrink the limit; 1 for no change
 * @param last the newest change, or null for none
 */
public record LimitView(@Nullable Double unloadedMillis, double gradient, @Nullable LimitChange last) {}
