package smart.service.config;

import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.util.Duration;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidatorFactory;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the limits in the messages of Dropwizard's constraints as in a file: {@code 1ms} instead of
 * {@code 1 MILLISECONDS}, {@code 1GiB} instead of {@code 1 GIBIBYTES}.
 *
 * @param usual makes the rest of the message
 */
public record ShortUnits(MessageInterpolator usual) implements MessageInterpolator {
    /**
     * Makes validators with these messages. One for all services of a JVM, such as those of tests: it reads the
     * constraints of each class once. Thread-safe.
     */
    public static final ValidatorFactory VALIDATORS = validators();

    private static final String UNIT = "unit";

    private static ValidatorFactory validators() {
        var configuration = Validators.newConfiguration();
        return configuration
                .messageInterpolator(new ShortUnits(configuration.getDefaultMessageInterpolator()))
                .buildValidatorFactory();
    }

    @Override
    public String interpolate(String template, Context context) {
        return usual.interpolate(shortened(template, context), context);
    }

    @Override
    public String interpolate(String template, Context context, Locale locale) {
        return usual.interpolate(shortened(template, context), context, locale);
    }

    /** Such a template has the number before the unit: {@code must be at least {value} {unit}}. */
    private static String shortened(String template, Context context) {
        Map<String, Object> attributes = context.getConstraintDescriptor().getAttributes();
        String shortened = template;
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            if (attribute.getValue() instanceof Long number) {
                String placeholder = "{" + attribute.getKey() + "} {" + UNIT + "}";
                shortened = shortened.replace(placeholder, text(number, attributes.get(UNIT)));
            }
        }
        return shortened;
    }

    private static String text(long number, @Nullable Object unit) {
        if (unit instanceof TimeUnit time) {
            return Settings.text(Duration.parse(number + time.name().toLowerCase(Locale.ROOT)));
        }
        return number + (unit instanceof DataSizeUnit size ? text(size) : "");
    }

    private static String text(DataSizeUnit unit) {
        String name = unit.name();
        if (unit == DataSizeUnit.BYTES) {
            return "B";
        }
        return name.charAt(0) + (name.endsWith("BIBYTES") ? "iB" : "B");
    }
}
