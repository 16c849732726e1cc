package smart.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files that deployments are made of, and what they say. */
final class Project {
    static final Path ROOT = Path.of(System.getProperty("smart.root"));

    private Project() {}

    static String read(String file) throws IOException {
        return Files.readString(ROOT.resolve(file));
    }

    /** The version in the parent's {@code pom.xml}. */
    static String version() throws IOException {
        return first(read("pom.xml"), "<artifactId>smart-parent</artifactId>\\s*<version>([^<]+)</version>");
    }

    /** A value of {@code config.yml}, by the last part of its key. */
    static String setting(String key) throws IOException {
        return first(read("config.yml"), "(?m)^ +" + key + ": (\\S+)");
    }

    /** The first group of the pattern where it first matches. */
    static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("nothing matches " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
