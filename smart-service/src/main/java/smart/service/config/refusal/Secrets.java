package smart.service.config.refusal;

import java.util.Locale;
import java.util.regex.Pattern;

/** Decides which values are never shown, and formats the others. */
public final class Secrets {
    private static final Pattern SECRET = Pattern.compile(".*(password|passphrase|secret|token|credential).*");

    /** Cuts up to the last {@code @}: a password may contain an unescaped {@code @} or slash. */
    private static final Pattern USER_INFO = Pattern.compile("(?s)^([A-Za-z][A-Za-z0-9+.-]*://)?.*@");

    private static final int MOST_SHOWN = 200;

    private Secrets() {}

    /** Whether the value of that key is secret. */
    public static boolean isSecret(String key) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        return SECRET.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /** A URL, valid or not, without its possible secrets: the user and the query. */
    public static String url(String url) {
        String anonymous = USER_INFO.matcher(url).replaceAll("$1...@");
        int query = anonymous.indexOf('?');
        return query < 0 ? anonymous : anonymous.substring(0, query) + "?...";
    }

    /** A value quoted for a message, in one line: {@code 'many'}; never a secret. */
    static String quoted(String key, String value) {
        if (isSecret(key)) {
            return "not usable (it is not shown)";
        }
        boolean isUrl = value.contains("//") || key.toLowerCase(Locale.ROOT).endsWith("url");
        String shown = isUrl ? url(value) : value;
        String cut = shown.length() > MOST_SHOWN ? shown.substring(0, MOST_SHOWN) + "..." : shown;
        return "'" + cut.replaceAll("\\R", "; ").replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?") + "'";
    }
}
