package smart.service;

import static smart.service.SmartApplication.NANO_TIME;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import smart.service.request.CallLog;
import smart.service.request.CallMetrics;
import smart.service.request.Calls;
import smart.service.request.CallsInProgress;
import smart.service.request.Failures;
import smart.service.request.drain.Drain;
import smart.service.request.drain.DrainFilter;
import smart.service.request.http.ProblemErrorHandler;
import smart.service.request.jersey.CallParameter;
import smart.service.request.jersey.JerseyCalls;
import smart.service.request.jersey.MethodFilter;
import smart.service.request.jersey.SmartResource;
import smart.service.server.CallDispatch;
import smart.service.server.RequestReaper;
import smart.service.settings.SmartConfiguration;

/** The application ports: calls, and problem responses for everything else. */
final class ApplicationEndpoints {
    private ApplicationEndpoints() {}

    /** The part that passes calls to the resource. */
    static JerseyCalls resource() {
        AbstractBinder parameters = new AbstractBinder() {
            @Override
            protected void configure() {
                bind(new CallParameter()).to(ValueParamProvider.class);
            }
        };
        return JerseyCalls.of(SmartResource.class, parameters);
    }

    /** Registers the resource, so that Dropwizard lists it at the start. */
    static void list(Environment environment) {
        environment.jersey().register(SmartResource.class);
        environment.jersey().disable(); // Disables the servlet: calls reach the resource through the dispatch.
    }

    /** Returns what bounds the callers' connections. */
    static RequestReaper serve(
            SmartConfiguration configuration,
            Environment environment,
            ScheduledExecutorService timers,
            RequestPipeline pipeline,
            Drain drain,
            JerseyCalls jersey) {
        LifecycleEnvironment lifecycle = environment.lifecycle();
        CallsInProgress inProgress =
                new CallsInProgress(timers, configuration.gracePeriod().toJavaDuration());
        lifecycle.manage(inProgress);
        lifecycle.addServerLifecycleListener(server -> server.addEventListener(inProgress));
        Calls calls = new Calls(
                pipeline.backend(),
                pipeline.limiter(),
                configuration.limit().priorities(),
                new Failures(configuration.limit().rejectStatus(), environment.getObjectMapper()),
                pipeline.timeout(),
                inProgress,
                new CallMetrics(environment.metrics()),
                CallLog.ofService(),
                drain,
                NANO_TIME,
                pipeline.tracing());
        lifecycle.addEventListener(new CallDispatch(
                calls, configuration.callers().maxPendingWrites().toBytes(), jersey));
        RequestReaper reaper = new RequestReaper(
                configuration.callers().maxConnections(),
                pipeline.timeout()::get,
                configuration.callers().slowCallerGrace().toJavaDuration(),
                timers,
                environment.metrics());
        lifecycle.addEventListener(reaper);
        environment
                .servlets()
                .addFilter("methods", new MethodFilter())
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment
                .servlets()
                .addFilter("drain", new DrainFilter(drain))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        ProblemErrorHandler problems = new ProblemErrorHandler(environment.getObjectMapper());
        environment.getApplicationContext().setErrorHandler(problems);
        lifecycle.addServerLifecycleListener(server -> server.setErrorHandler(problems));
        return reaper;
    }
}
