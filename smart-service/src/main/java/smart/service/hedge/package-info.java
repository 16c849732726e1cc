/**
 * Deadlines and hedged requests: Smart sends another attempt beside a slow or failed one, and relays the first success.
 * After Dean and Barroso, <i>The Tail at Scale</i> (2013), gRPC's proposal A6 and Finagle's backup requests and retry
 * budget.
 *
 * <p>{@link smart.service.hedge.HedgedBackend} starts one {@link smart.service.hedge.HedgedCall} for each call: a state
 * machine that knows the call's attempts and nothing else. {@link smart.service.hedge.policy.HedgePolicy} holds what
 * calls share: the settings, and what Smart has learnt about the backend. It decides how long to wait and whether
 * another attempt may start.
 *
 * <p><b>Threads.</b> Nothing here blocks. Attempts are sent, and timers run, on the loop of the call's request
 * ({@link smart.service.backend.EventLoop}). The thread that ends the last attempt completes the call's future: the
 * loop's, or one that cancels the call.
 */
@NullMarked
package smart.service.hedge;

import org.jspecify.annotations.NullMarked;
