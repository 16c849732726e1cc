package smart.service.backend;

/**
 * One header field, exactly as sent.
 *
 * @param name the field's name in its original case
 * @param value the field's value, without surrounding white space
 */
public record Header(String name, String value) {

    /** Whether this field has that name; names are case-insensitive (RFC 9110 section 5.1). */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
