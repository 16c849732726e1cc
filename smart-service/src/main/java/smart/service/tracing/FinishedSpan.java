package smart.service.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A span as OpenTelemetry's exporter takes it. */
record FinishedSpan(
        String name,
        SpanKind kind,
        SpanContext context,
        SpanContext parent,
        StatusData status,
        long startEpochNanos,
        long endEpochNanos,
        Attributes attributes,
        List<EventData> events,
        Resource resource)
        implements SpanData {
    private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("smart");

    @Override
    public String getName() {
        return name;
    }

    @Override
    public SpanKind getKind() {
        return kind;
    }

    @Override
    public SpanContext getSpanContext() {
        return context;
    }

    @Override
    public SpanContext getParentSpanContext() {
        return parent;
    }

    @Override
    public StatusData getStatus() {
        return status;
    }

    @Override
    public long getStartEpochNanos() {
        return startEpochNanos;
    }

    @Override
    public long getEndEpochNanos() {
        return endEpochNanos;
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public List<EventData> getEvents() {
        return events;
    }

    @Override
    public List<LinkData> getLinks() {
        return List.of();
    }

    @Override
    public boolean hasEnded() {
        return true;
    }

    @Override
    public int getTotalRecordedEvents() {
        return events.size();
    }

    @Override
    public int getTotalRecordedLinks() {
        return 0;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    @Deprecated
    public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return InstrumentationLibraryInfo.create(SCOPE.getName(), null);
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return SCOPE;
    }

    @Override
    public Resource getResource() {
        return resource;
    }

    /**
     * Attributes in the order in which they were put, each key at most once. {@link Attributes#builder} sorts its
     * attributes and looks for duplicates, which costs more than the rest of the span.
     */
    static final class AttributeList implements Attributes {
        private final List<AttributeKey<?>> keys = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        /** Adds an attribute, unless {@code value} is null. */
        <T> AttributeList with(AttributeKey<T> key, @Nullable T value) {
            if (value != null) {
                keys.add(key);
                values.add(value);
            }
            return this;
        }

        @Override
        @SuppressWarnings("unchecked") // `with` takes only values of their key's type.
        public <T> @Nullable T get(AttributeKey<T> key) {
            int index = keys.indexOf(key);
            return index < 0 ? null : (T) values.get(index);
        }

        @Override
        public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
            for (int i = 0; i < keys.size(); i++) {
                consumer.accept(keys.get(i), values.get(i));
            }
        }

        @Override
        public int size() {
            return keys.size();
        }

        @Override
        public boolean isEmpty() {
            return keys.isEmpty();
        }

        @Override
        public Map<AttributeKey<?>, Object> asMap() {
            Map<AttributeKey<?>, Object> map = new LinkedHashMap<>();
            forEach(map::put);
            return map;
        }

        @Override
        public AttributesBuilder toBuilder() {
            return Attributes.builder().putAll(this);
        }
    }
}
