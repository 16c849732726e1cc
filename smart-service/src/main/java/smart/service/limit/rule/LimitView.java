package smart.service.limit.rule;

import org.jspecify.annotations.Nullable;

/**
 * What an adaptive limit knows.
 *
 * @param unloadedMillis the latency of the unloaded backend, or null where it is not known
 * @param gradient by how much the newest samples would shrink the limit; 1 for not at all
 * @param last the newest change, or null where there was none
 */
public record LimitView(@Nullable Double unloadedMillis, double gradient, @Nullable LimitChange last) {}
