package smart.service;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/** Tests that a property makes long, or that are no part of the gate: JUnit lets each take an hour, in place of five minutes. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Timeout(value = 1, unit = TimeUnit.HOURS)
public @interface LongForm {}
