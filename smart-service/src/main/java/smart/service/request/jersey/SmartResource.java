package smart.service.request.jersey;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import smart.service.request.Call;

/** {@code GET} and {@code HEAD /api/smart}: sends the request to the backend and responds with the result. */
@Singleton
@Path(SmartResource.PATH)
public final class SmartResource {
    public static final String PATH = "/api/smart";

    @GET
    public void get(@Suspended AsyncResponse suspended, @Context Call call) {
        call.send(suspended);
    }

    @HEAD
    public void head(@Suspended AsyncResponse suspended, @Context Call call) {
        call.send(suspended);
    }
}
