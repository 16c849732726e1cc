package smart.service.request.jersey;

import jakarta.ws.rs.core.Context;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;
import smart.service.request.Call;

/** Gives a resource method its {@code @Context Call} without injection, which would create a proxy for each call. */
public final class CallParameter implements ValueParamProvider {

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        return parameter.getRawType() == Call.class && parameter.isAnnotationPresent(Context.class)
                ? request -> request.getProperty(JerseyCalls.CALL)
                : null;
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
