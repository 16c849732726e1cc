package smart.service.config.source;

/**
 * A setting from outside the files.
 *
 * @param key the key, dotted
 * @param source what set it, as its user knows it: a variable or an option
 * @param value its value, as it was written
 */
public record Setting(String key, String source, String value) {}
