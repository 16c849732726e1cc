/**
 * Deadlines and hedged requests: beside a slow or failed attempt another is made, and the first success is the answer.
 * After Dean and Barroso, <i>The Tail at Scale</i> (2013), gRPC's proposal A6 and Finagle's backup requests and retry
 * budget.
 *
 * <p>{@link smart.service.hedge.HedgedBackend} starts one {@link smart.service.hedge.HedgedCall} for each call: a state
 * machine that knows the call's attempts and nothing else. What calls share, the settings and all that is learnt from
 * the backend, is in {@link smart.service.hedge.policy.HedgePolicy}, which says how long to wait and whether one more attempt
 * may start.
 *
 * <p><b>Threads.</b> Nothing here waits. Attempts are sent, and timers run, on the loop of the call's request
 * ({@link smart.service.backend.EventLoop}). A call's future is completed by whichever thread ends its last attempt: the
 * loop's, or one that cancels the call.
 */
@NullMarked
package smart.service.hedge;

import org.jspecify.annotations.NullMarked;
