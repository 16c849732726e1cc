package smart.service.command;

import java.util.Set;

/** The usage of {@code java -jar smart.jar}. */
public final class CommandLineUsage {
    static final String RUN =
            "java -jar smart.jar run [-h] [--timeout SECONDS] [--limit LIMIT] [--port N [N ...]] remote";

    public static final String ALL = "usage: java -jar smart.jar server [FILE]\n"
            + "       " + RUN + "\n"
            + "       java -jar smart.jar check [FILE]\n"
            + "       java -jar smart.jar --version\n"
            + "       java -jar smart.jar --help";

    private static final Set<String> KNOWN = Set.of("server", "run", "check", "-h", "--help", "-v", "--version");

    private CommandLineUsage() {}

    /** Whether the first word is a known command or option. */
    public static boolean isKnown(String... arguments) {
        return arguments.length > 0 && KNOWN.contains(arguments[0]);
    }
}
