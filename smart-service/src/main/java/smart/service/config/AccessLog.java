package smart.service.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import smart.service.config.source.BadConfiguration;
import smart.service.config.source.Origins;

/**
 * The appenders of the access log, {@code server.requestLog}. Jetty logs a request on the selector thread of its connection.
 * If an appender waited there until the log's reader goes on, all calls would wait too.
 */
final class AccessLog {
    private static final String APPENDERS = "server.requestLog.appenders";
    private static final String NEVER_BLOCK = "neverBlock";

    private AccessLog() {}

    /**
     * Makes each appender drop the lines for which its queue has no room. Dropwizard's default is to wait.
     *
     * @throws BadConfiguration if one was asked to wait
     */
    static void neverWaits(String path, JsonNode settings, Origins origins) throws BadConfiguration {
        int index = 0;
        for (JsonNode appender : settings.at("/" + APPENDERS.replace('.', '/'))) {
            String key = APPENDERS + "[" + index++ + "]." + NEVER_BLOCK;
            if ("false".equalsIgnoreCase(appender.path(NEVER_BLOCK).asText().trim())) {
                throw origins.refused(
                        path, key, key + " must be true: a slow reader of the access log would stop all calls");
            }
            if (appender instanceof ObjectNode section && !section.hasNonNull(NEVER_BLOCK)) {
                section.put(NEVER_BLOCK, true);
            }
        }
    }
}
