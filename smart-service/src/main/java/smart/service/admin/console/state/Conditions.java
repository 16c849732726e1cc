package smart.service.admin.console.state;

import smart.service.admin.console.process.Readiness;

/**
 * Conditions that hold at this moment.
 *
 * @param ready whether load balancers should send calls here, and if not, why
 * @param draining whether an operator drained this replica
 * @param inFlight calls in flight
 * @param limit the limit
 * @param pending attempts that wait for a connection
 * @param callers callers' connections
 * @param mostCallers the most that Smart accepts
 * @param hedging whether calls are hedged
 * @param backend its address, with the port
 * @param backendProblem why the backend's health check fails, or empty
 * @param lastFailure the detail of the newest failed attempt of the last 30 s, or empty
 * @param lastFailureKind its kind, as in the error log, or empty
 * @param errorLogProblem why the error log's health check fails, or empty
 * @param errorLogBytes the size of the error log
 */
public record Conditions(
        Readiness.Ready ready,
        boolean draining,
        int inFlight,
        int limit,
        int pending,
        int callers,
        int mostCallers,
        boolean hedging,
        String backend,
        String backendProblem,
        String lastFailure,
        String lastFailureKind,
        String errorLogProblem,
        long errorLogBytes) {}
