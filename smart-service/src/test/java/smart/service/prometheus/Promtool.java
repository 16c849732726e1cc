package smart.service.prometheus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code promtool}, which must be on the path: without it the tests fail. */
final class Promtool {
    private Promtool() {}

    /**
     * Runs it to its end.
     *
     * @param input for its standard input
     * @return what it wrote, where it found nothing wrong
     */
    static String run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || output.contains("no help text")) {
                throw new AssertionError(command + " complains: " + output);
            }
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
