package smart.bench.load.measure;

import java.time.Duration;
import java.util.Locale;

/** The length of a level or its warm-up: a number of requests, or a time. */
public sealed interface Amount {

    /** None at all: for a level without warm-up. */
    Amount NOTHING = new Requests(0);

    /** That many requests, from 0 up. */
    record Requests(long count) implements Amount {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d requests", count);
        }
    }

    /** As many requests as can be sent in that time. */
    record Time(Duration duration) implements Amount {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s s", duration.toMillis() / 1000.0);
        }
    }
}
