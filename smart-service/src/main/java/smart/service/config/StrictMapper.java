package smart.service.config;

import static com.fasterxml.jackson.databind.DeserializationFeature.ACCEPT_FLOAT_AS_INT;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS;
import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;

/** Reads settings strictly: it converts nothing and ignores nothing. */
public final class StrictMapper {
    private StrictMapper() {}

    /**
     * A mapper with the modules of {@code mapper}. It accepts no fraction for a whole number, nor {@code +5}, no leading
     * zero in any number, no other case for a name of Smart's, no empty string for a number or a section, and no unknown
     * key. It takes null as "absent".
     */
    public static ObjectMapper of(ObjectMapper mapper) {
        ObjectMapper strict = mapper.copy()
                .enable(FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(FAIL_ON_IGNORED_PROPERTIES)
                .enable(FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(ACCEPT_FLOAT_AS_INT)
                .registerModule(new SimpleModule("strict values").setDeserializerModifier(new StrictValues()));
        strict.coercionConfigDefaults()
                .setAcceptBlankAsEmpty(false)
                .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        strict.setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.SKIP));
        return strict;
    }
}
