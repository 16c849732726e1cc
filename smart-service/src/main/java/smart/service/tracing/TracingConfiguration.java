package smart.service.tracing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The section {@code tracing}: the endpoint for traces, and which to keep. Without an endpoint, tracing is off. */
public final class TracingConfiguration {
    static final String PATH = "v1/traces";
    private static final String SERVICE_NAME = "service.name";
    private static final String PROTOCOL = "http/protobuf";

    /** The base URL of the collector, as in {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
    @JsonProperty
    private @Nullable String endpoint;

    @JsonProperty
    private String protocol = PROTOCOL;

    /** A secret: {@link NamedValues#headers}. */
    @JsonProperty
    private @Nullable String headers;

    /** As in {@code OTEL_RESOURCE_ATTRIBUTES}: {@link NamedValues#attributes}. */
    @JsonProperty
    private @Nullable String resourceAttributes;

    @JsonProperty
    private @Nullable String serviceName;

    @JsonProperty
    private String sampler = HeadSampler.DEFAULT;

    @DecimalMin("0") @DecimalMax("1") @JsonProperty
    private double sampleRatio = 0.01;

    /** The URL of a trace in a UI, with {@code {traceId}} in place of its id. */
    @JsonProperty
    private @Nullable String ui;

    /** Additional header fields of each request to the collector. */
    Map<String, String> headers() {
        return headers == null ? Map.of() : NamedValues.headers(headers);
    }

    /**
     * The attributes of the service. Configured ones replace Smart's own, and a configured name of the service replaces
     * both, as in OpenTelemetry's specification.
     */
    Map<String, String> resource(String version) {
        Map<String, String> resource = new LinkedHashMap<>();
        resource.put(SERVICE_NAME, "smart");
        resource.put("service.version", version);
        resource.put("service.instance.id", UUID.randomUUID().toString());
        resource.put("telemetry.sdk.name", "smart");
        resource.put("telemetry.sdk.language", "java");
        resource.put("telemetry.sdk.version", version);
        if (resourceAttributes != null) {
            resource.putAll(NamedValues.attributes(resourceAttributes));
        }
        if (serviceName != null) {
            resource.put(SERVICE_NAME, serviceName);
        }
        return resource;
    }

    HeadSampler headSampler() {
        return HeadSampler.of(sampler, sampleRatio);
    }

    /**
     * The URL for spans: the endpoint plus {@code /v1/traces}, as in OpenTelemetry's specification. Null without
     * tracing.
     */
    @Nullable String tracesEndpoint() {
        if (endpoint == null) {
            return null;
        }
        return endpoint.endsWith("/") ? endpoint + PATH : endpoint + "/" + PATH;
    }

    @JsonIgnore
    @ValidationMethod(
            message =
                    "tracing.endpoint must be an http or https URL with a host name of letters, digits, dots and hyphens, a port from "
                            + "1 to 65535 if any, and without a user, a query or a fragment, such as http://collector:4318; "
                            + "Smart appends /v1/traces")
    public boolean isEndpointWellFormed() {
        return endpoint == null || isUrl(endpoint, false);
    }

    @JsonIgnore
    @ValidationMethod(message = "tracing.protocol must be http/protobuf, the only one supported")
    public boolean isProtocolKnown() {
        return PROTOCOL.equals(protocol);
    }

    @JsonIgnore
    @ValidationMethod(
            message =
                    "tracing.headers must be name=value pairs separated by commas, with commas and non-ASCII characters "
                            + "in values percent-encoded, without connection, content-length, expect, host and upgrade")
    public boolean isHeadersWellFormed() {
        try {
            return headers == null || !headers().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @JsonIgnore
    @ValidationMethod(
            message = "tracing.resourceAttributes must be name=value pairs separated by commas, "
                    + "with commas, equal signs and percent signs in names and values percent-encoded")
    public boolean isResourceAttributesWellFormed() {
        try {
            return resourceAttributes == null
                    || !NamedValues.attributes(resourceAttributes).isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @JsonIgnore
    @ValidationMethod(message = "tracing.serviceName must not be blank")
    public boolean isServiceNamePresent() {
        return serviceName == null || !serviceName.isBlank();
    }

    @JsonIgnore
    @ValidationMethod(
            message = "tracing.sampler must be one of always_on, always_off, traceidratio, parentbased_always_on, "
                    + "parentbased_always_off, parentbased_traceidratio")
    public boolean isSamplerKnown() {
        return HeadSampler.NAMES.contains(sampler);
    }

    @JsonIgnore
    @ValidationMethod(
            message = "tracing.ui must be an http or https URL that contains {traceId}, "
                    + "such as http://zipkin:9411/zipkin/traces/{traceId}")
    public boolean isUiWellFormed() {
        return ui == null || (ui.contains("{traceId}") && isUrl(ui.replace("{traceId}", "0"), true));
    }

    private static boolean isUrl(String text, boolean queryAllowed) {
        try {
            URI url = new URI(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                    && url.getHost() != null
                    && (url.getPort() == -1 || (url.getPort() >= 1 && url.getPort() <= 65_535))
                    && url.getRawUserInfo() == null
                    && (queryAllowed || (url.getRawQuery() == null && url.getRawFragment() == null));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
