package smart.service.request.jersey;

import jakarta.ws.rs.core.SecurityContext;
import java.io.OutputStream;
import java.net.URI;
import java.security.Principal;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.internal.inject.Binder;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.jspecify.annotations.Nullable;
import smart.service.request.Call;

/**
 * Passes calls to {@link SmartResource} through Jersey, without a servlet. Jersey gets only the method and the path: it
 * does not copy, parse or validate any field.
 */
public final class JerseyCalls {
    /** The property that holds the call. */
    static final String CALL = "smart.call";

    private static final URI BASE = URI.create("http://localhost/");
    private static final URI TARGET = URI.create("http://localhost" + SmartResource.PATH);

    private final ApplicationHandler application;

    private JerseyCalls(ApplicationHandler application) {
        this.application = application;
    }

    /**
     * Runs a resource with its dependencies. Dropwizard's providers are left out: each would inspect every call, with
     * nothing to read or write.
     */
    public static JerseyCalls of(Class<?> resource, Binder binder) {
        ResourceConfig application = new ResourceConfig();
        application.register(resource);
        application.register(binder);
        application.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        application.property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
        application.property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true);
        application.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        return new JerseyCalls(new ApplicationHandler(application));
    }

    /** Starts the call and returns at once. */
    public void handle(Call call, String method) {
        ContainerRequest request = new ContainerRequest(
                BASE,
                TARGET,
                method,
                Nobody.INSTANCE,
                new MapPropertiesDelegate(new HashMap<>(4)),
                application.getConfiguration());
        request.setProperty(CALL, call);
        request.setWriter(new Writer(call));
        application.handle(request);
    }

    /** Lets the call write its own response when Jersey has produced its result. */
    private record Writer(Call call) implements ContainerResponseWriter {
        @Override
        public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse response) {
            call.answered(response.getStatus());
            return OutputStream.nullOutputStream();
        }

        @Override
        public boolean suspend(long time, TimeUnit unit, TimeoutHandler handler) {
            return true; // Each call has its deadline.
        }

        @Override
        public void setSuspendTimeout(long time, TimeUnit unit) {
            throw new UnsupportedOperationException("each call has its deadline");
        }

        @Override
        public void commit() {
            // All is written at once.
        }

        @Override
        public void failure(Throwable failure) {
            call.failed(failure);
        }

        @Override
        public boolean enableResponseBuffering() {
            return false;
        }
    }

    /** Callers don't log in. */
    private enum Nobody implements SecurityContext {
        INSTANCE;

        @Override
        public @Nullable Principal getUserPrincipal() {
            return null;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return null;
        }
    }
}
