package smart.service.backend.client.settings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDataSize;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.MinDuration;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import smart.service.backend.address.Spread;

/** The section {@code backend}: the backend's URL, and the requirements on its responses. */
public final class BackendConfiguration implements Cloneable {
    @JsonProperty
    @JsonDeserialize(using = BackendUrl.Deserializer.class)
    private @Nullable BackendUrl url;

    /** The time for a call, from its arrival to the last byte of the response. */
    @NotNull @MinDuration(value = 1, unit = TimeUnit.MILLISECONDS)
    @MaxDuration(value = 1, unit = TimeUnit.DAYS)
    @JsonProperty
    @JsonDeserialize(using = SecondsDeserializer.class)
    private Duration timeout = Duration.seconds(10);

    @JsonProperty
    private boolean requireJson = true;

    @NotNull @MinDataSize(1)
    @MaxDataSize(value = 1, unit = DataSizeUnit.GIBIBYTES)
    @JsonProperty
    private DataSize maxResponseSize = DataSize.mebibytes(1);

    /** How long the backend's addresses are used before a background look-up resolves them again. */
    @NotNull @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
    @JsonProperty
    private Duration dnsRefreshInterval = Duration.seconds(30);

    /** How an attempt chooses one of its addresses. */
    @NotNull @JsonProperty
    private Spread spread = Spread.LEAST_BUSY;

    /** Whether the service is ready only while the backend is healthy. */
    @JsonProperty
    private boolean requiredForReadiness;

    /** The URL as it is sent. */
    public URI url() {
        return target().uri();
    }

    /** The URL in its parts. */
    public BackendUrl target() {
        return Objects.requireNonNull(url);
    }

    /** The same settings for another URL. */
    public BackendConfiguration at(URI other) {
        BackendConfiguration copy = clone();
        copy.url = BackendUrl.of(other.toString());
        return copy;
    }

    /** All values are immutable, so a shallow copy is enough. */
    @Override
    protected BackendConfiguration clone() {
        try {
            return (BackendConfiguration) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e); // This class is Cloneable.
        }
    }

    public Duration timeout() {
        return timeout;
    }

    public boolean requireJson() {
        return requireJson;
    }

    /** In bytes. */
    public int maxResponseSize() {
        return (int) maxResponseSize.toBytes();
    }

    public Duration dnsRefreshInterval() {
        return dnsRefreshInterval;
    }

    public Spread spread() {
        return spread;
    }

    public boolean requiredForReadiness() {
        return requiredForReadiness;
    }

    @JsonIgnore
    @ValidationMethod(message = "backend.url is required: the backend's http or https URL; REMOTE_URL sets it too")
    public boolean isUrlSet() {
        return url != null;
    }
}
