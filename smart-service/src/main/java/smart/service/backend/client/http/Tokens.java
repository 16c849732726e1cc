package smart.service.backend.client.http;

/** The elements of field values: RFC 9110 section 5.6. */
final class Tokens {
    private static final String PUNCTUATION = "!#$%&'*+-.^_`|~";
    private static final int MOST_DIGITS = 9;

    private Tokens() {}

    static boolean isTokenCharacter(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || PUNCTUATION.indexOf(b) >= 0;
    }

    /** Whether a comma-separated list has that element. */
    static boolean listContains(String list, String element) {
        if (list.equalsIgnoreCase(element)) {
            return true;
        }
        if (list.indexOf(',') < 0) {
            return false;
        }
        for (String one : list.split(",", -1)) {
            if (one.strip().equalsIgnoreCase(element)) {
                return true;
            }
        }
        return false;
    }

    /** The number after {@code name=} in a list, or -1 for none. */
    static long parameter(String list, String name) {
        for (String one : list.split(",", -1)) {
            String parameter = one.strip();
            if (parameter.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
                String value = parameter.substring(name.length() + 1);
                return value.matches("\\d{1," + MOST_DIGITS + "}") ? Long.parseLong(value) : -1;
            }
        }
        return -1;
    }
}
