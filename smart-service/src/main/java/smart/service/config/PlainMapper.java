package smart.service.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.dropwizard.jackson.AnnotationSensitivePropertyNamingStrategy;
import io.dropwizard.jackson.FuzzyEnumModule;
import io.dropwizard.jackson.Jackson;

/** Dropwizard's mapper without Blackbird. */
public final class PlainMapper {
    private PlainMapper() {}

    /**
     * A mapper equivalent to {@link Jackson#newObjectMapper()}, without Blackbird. Blackbird generates a class for each
     * property of each type. That pays off for types that are read many times. Smart reads its configuration once, and
     * the generated classes would take an eighth of its start.
     */
    public static ObjectMapper create() {
        return Jackson.newMinimalObjectMapper()
                .registerModule(new FuzzyEnumModule())
                .registerModule(new ParameterNamesModule())
                .registerModule(new Jdk8Module())
                .registerModule(new JavaTimeModule())
                .setPropertyNamingStrategy(new AnnotationSensitivePropertyNamingStrategy());
    }
}
