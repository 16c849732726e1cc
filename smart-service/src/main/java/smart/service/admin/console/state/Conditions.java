package smart.service.admin.console.state;

import smart.service.admin.console.process.Readiness;

/**
 * What can be seen at once.
 *
 * @param ready whether a load balancer sends calls here, and why not
 * @param draining whether it was told to drain
 * @param inFlight calls in progress
 * @param limit the most that may be
 * @param pending attempts that wait for a connection
 * @param hedging whether calls are hedged
 * @param backend its address, with the port
 * @param backendProblem why the backend's health check fails, or empty
 * @param lastFailure what the newest failed attempt of the last 30 s says, or empty
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
        boolean hedging,
        String backend,
        String backendProblem,
        String lastFailure,
        String lastFailureKind,
        String errorLogProblem,
        long errorLogBytes) {}
