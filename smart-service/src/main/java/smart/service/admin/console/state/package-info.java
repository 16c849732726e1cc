/**
 * The rules that determine the state of the service, and the advice for each state:
 * {@link smart.service.admin.console.state.StateRules} maps a {@link smart.service.admin.console.state.StatusInput} to
 * one or more {@link smart.service.admin.console.state.State}s. The rules hold no state of their own.
 */
@NullMarked
package smart.service.admin.console.state;

import org.jspecify.annotations.NullMarked;
