package smart.service.hedge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.servlets.tasks.Task;
import io.dropwizard.util.Duration;
import jakarta.validation.Validator;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import smart.service.config.BadParameter;
import smart.service.config.Settings;
import smart.service.config.StrictMapper;
import smart.service.config.refusal.Refusal;
import smart.service.hedge.policy.HedgePolicy;
import smart.service.hedge.policy.Hedging;

/**
 * {@code POST /tasks/set-hedging?enabled=true&delay=300ms}: changes the hedging settings for new calls, and prints the
 * changes. The parameters are the keys of {@link HedgeConfiguration}, parsed and validated in the same way. Omitted
 * parameters keep their values, and {@code percentile=none} returns to the fixed delay. An invalid parameter changes
 * nothing.
 */
public final class SetHedgingTask extends Task {
    private static final String NONE = "none";
    private static final String PERCENTILE = "percentile";
    private static final String SECTION = "hedging.";
    private static final Set<String> DURATIONS = Set.of("delay", "interval");

    private final HedgePolicy policy;
    private final ObjectMapper mapper;
    private final Validator validator;
    private final Predicate<Hedging> fits;
    private final Settings settings;

    /**
     * @param fits whether the pool can have enough connections for all attempts that these settings allow
     * @param settings receives the changes
     */
    public SetHedgingTask(
            HedgePolicy policy, ObjectMapper mapper, Validator validator, Predicate<Hedging> fits, Settings settings) {
        super("set-hedging");
        this.policy = policy;
        this.mapper = StrictMapper.of(mapper);
        this.validator = validator;
        this.fits = fits;
        this.settings = settings;
    }

    /** @throws BadParameter if a parameter is unknown or its value is not allowed; the message says what is allowed */
    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        // set-limit takes this lock, too: each checks that the pool has room for its value times the other's.
        synchronized (policy) {
            change(parameters, output);
        }
    }

    private void change(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        ObjectNode before = mapper.valueToTree(HedgeConfiguration.of(policy.hedging()));
        ObjectNode after = before.deepCopy();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (parameter.getValue().size() != 1) {
                throw new BadParameter(parameter.getKey() + " is given more than once");
            }
            String value = parameter.getValue().get(0);
            boolean none = NONE.equals(value) && PERCENTILE.equals(parameter.getKey());
            after.put(parameter.getKey(), none ? null : value);
        }
        HedgeConfiguration changed = read(after);
        if (!fits.test(changed.hedging())) {
            throw new BadParameter(
                    "jerseyClient.maxConnections, or .maxConnectionsPerRoute, must be at least limit.maxInFlight "
                            + "x attempts per call. Change that first; it needs a restart");
        }
        policy.use(changed.hedging());
        ObjectNode now = mapper.valueToTree(changed);
        tellOf(before, now);
        output.println(changes(before, now));
    }

    private HedgeConfiguration read(ObjectNode section) throws BadParameter {
        HedgeConfiguration read;
        try {
            read = mapper.treeToValue(section, HedgeConfiguration.class);
        } catch (JsonMappingException e) {
            throw new BadParameter(new Refusal(mapper, section).describe(e));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        String problems = validator.validate(read).stream()
                .map(problem -> problem.getPropertyPath() + " " + problem.getMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        if (!problems.isEmpty()) {
            throw new BadParameter(problems);
        }
        return read;
    }

    private void tellOf(ObjectNode before, ObjectNode after) {
        changed(before, after).forEach(field -> settings.changed(SECTION + field.getKey(), inFile(field)));
    }

    private static Stream<Map.Entry<String, JsonNode>> changed(ObjectNode before, ObjectNode after) {
        return after.properties().stream().filter(field -> !field.getValue().equals(before.get(field.getKey())));
    }

    /** As written in a file; empty for none. */
    private static String inFile(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        if (value.isNull()) {
            return "";
        }
        if (value.isDouble()) {
            return BigDecimal.valueOf(value.asDouble()).stripTrailingZeros().toPlainString();
        }
        return DURATIONS.contains(field.getKey()) ? Settings.text(Duration.parse(value.asText())) : value.asText();
    }

    private static String changes(ObjectNode before, ObjectNode after) {
        String changes = changed(before, after)
                .map(field -> SECTION + field.getKey() + ": "
                        + shown(Map.entry(field.getKey(), before.get(field.getKey()))) + " -> " + shown(field))
                .collect(Collectors.joining("\n"));
        return changes.isEmpty() ? "nothing changed" : changes;
    }

    private static String shown(Map.Entry<String, JsonNode> field) {
        String value = inFile(field);
        return value.isEmpty() ? NONE : value;
    }
}
