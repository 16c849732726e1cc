package smart.service.hedge;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.servlets.tasks.Task;
import jakarta.validation.Validator;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smart.service.config.BadConfiguration;

/**
 * {@code POST /tasks/set-hedging?enabled=true&delay=300ms}: changes the settings of hedging for the calls to come, and says
 * what changed. The parameters are the keys of {@link HedgeConfiguration}, read and checked as they are there; what is
 * left out stays, and {@code percentile=none} goes back to the fixed delay. After a bad parameter nothing has changed.
 */
public final class SetHedgingTask extends Task {
    private static final Logger LOGGER = LoggerFactory.getLogger(SetHedgingTask.class);
    private static final String NONE = "none";

    private final HedgePolicy policy;
    private final ObjectMapper mapper;
    private final Validator validator;

    public SetHedgingTask(HedgePolicy policy, ObjectMapper mapper, Validator validator) {
        super("set-hedging");
        this.policy = policy;
        this.mapper = mapper.copy().enable(FAIL_ON_UNKNOWN_PROPERTIES);
        this.validator = validator;
    }

    /** @throws BadParameter where one is not known or its value is not allowed; the message says what is */
    @Override
    public synchronized void execute(Map<String, List<String>> parameters, PrintWriter output) throws BadParameter {
        ObjectNode before = mapper.valueToTree(HedgeConfiguration.of(policy.hedging()));
        ObjectNode after = before.deepCopy();
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (parameter.getValue().size() != 1) {
                throw new BadParameter(parameter.getKey() + " stands there more than once");
            }
            String value = parameter.getValue().get(0);
            after.put(parameter.getKey(), NONE.equals(value) ? null : value);
        }
        HedgeConfiguration changed = read(after);
        policy.use(changed.hedging());
        String changes = changes(before, mapper.valueToTree(changed));
        output.println(changes);
        LOGGER.info("set-hedging: {}", changes);
    }

    private HedgeConfiguration read(ObjectNode settings) throws BadParameter {
        HedgeConfiguration read;
        try {
            read = mapper.treeToValue(settings, HedgeConfiguration.class);
        } catch (JsonMappingException e) {
            throw new BadParameter(BadConfiguration.describe(e));
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

    private static String changes(ObjectNode before, ObjectNode after) {
        String changes = after.properties().stream()
                .filter(field -> !field.getValue().equals(before.get(field.getKey())))
                .map(field ->
                        field.getKey() + ": " + text(before.get(field.getKey())) + " -> " + text(field.getValue()))
                .collect(Collectors.joining(", "));
        return changes.isEmpty() ? "nothing changed" : changes;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? NONE : value.asText();
    }

    /** A parameter that can't be used. It has no stack trace: it is no error of ours. */
    static final class BadParameter extends Exception {
        BadParameter(String message) {
            super(message, null, false, false);
        }
    }
}
