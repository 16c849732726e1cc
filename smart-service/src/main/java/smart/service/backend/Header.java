package smart.service.backend;

/**
 * One header field, as it stands on the wire.
 *
 * @param name the field's name, in whatever case it came
 * @param value the field's value, without surrounding white space
 */
public record Header(String name, String value) {

    /** Whether this field has that name; names are case-insensitive (RFC 9110 section 5.1). */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
