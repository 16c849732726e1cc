package smart.service.config.source;

/**
 * A setting from outside the files.
 *
 * @param key the key, dotted
 * @param source its source in the user's terms: a variable or an option
 * @param value its value as written
 */
public record Setting(String key, String source, String value) {}
