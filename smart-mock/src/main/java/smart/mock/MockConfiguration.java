package smart.mock;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import jakarta.validation.constraints.NotNull;

/** Dropwizard's configuration, with a section {@code mock} for {@link MockSettings}. */
public final class MockConfiguration extends Configuration {
    @JsonProperty("mock")
    private @NotNull MockSettings settings = new MockSettings(MockOptions.defaults());

    MockOptions options() {
        return settings.options();
    }
}
