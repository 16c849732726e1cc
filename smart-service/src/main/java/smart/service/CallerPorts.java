package smart.service;

import static smart.service.SmartApplication.NANO_TIME;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.concurrent.ScheduledExecutorService;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import smart.service.request.CallHandler;
import smart.service.request.CallMetrics;
import smart.service.request.CallsInProgress;
import smart.service.request.Drain;
import smart.service.request.DrainFilter;
import smart.service.request.Failures;
import smart.service.request.MethodFilter;
import smart.service.request.ProblemErrorHandler;
import smart.service.request.ProblemMapper;
import smart.service.request.Relay;
import smart.service.request.ServerRequests;
import smart.service.request.SmartResource;
import smart.service.request.Unflushed;
import smart.service.request.UnreadAnswers;

/** What the application ports serve: the calls, and what is said when one can't be made. */
final class CallerPorts {
    private CallerPorts() {}

    static void serve(
            SmartConfiguration configuration,
            Environment environment,
            ScheduledExecutorService deadlines,
            Stages stages,
            Drain drain) {
        LifecycleEnvironment lifecycle = environment.lifecycle();
        CallsInProgress calls =
                new CallsInProgress(deadlines, configuration.gracePeriod().toJavaDuration());
        lifecycle.manage(calls);
        lifecycle.addServerLifecycleListener(server -> server.addEventListener(calls));
        lifecycle.addEventListener(new CallHandler());
        lifecycle.addEventListener(new CallerConnections(
                configuration.callers().maxConnections(),
                configuration.longestRequest().toJavaDuration(),
                deadlines,
                NANO_TIME));
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

        Failures failures = new Failures(configuration.limit().rejectStatus());
        CallMetrics metrics = new CallMetrics(environment.metrics());
        // Answers are kept in the server's buffer, and need none of Jersey's before it.
        environment.jersey().property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
        environment
                .jersey()
                .register(new SmartResource(stages.backend(), failures, stages.timeout(), calls, metrics, NANO_TIME));
        environment.jersey().register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(new ServerRequests()).to(ValueParamProvider.class);
            }
        });
        environment.jersey().register(new ProblemMapper(failures));
        UnreadAnswers unread =
                new UnreadAnswers(configuration.callers().maxUnread().toBytes());
        environment.jersey().register(new Relay(unread));
        environment.jersey().register(new Unflushed());
    }
}
