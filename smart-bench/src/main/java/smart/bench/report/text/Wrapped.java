package smart.bench.report.text;

/** Text in lines of at most 80 columns. */
public final class Wrapped {
    /** The width of a terminal that no one has changed. */
    public static final int COLUMNS = 80;

    private Wrapped() {}

    /** Broken at spaces; a longer word is broken, too. Without a line end at its end. */
    public static String of(String text) {
        return of("", text, "");
    }

    /** With these characters at the beginning of the first line and of each other. */
    static String of(String first, String text, String others) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > COLUMNS) {
                lines.append(line).append('\n');
                line = new StringBuilder(others);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
            while (line.length() > COLUMNS) {
                lines.append(line, 0, COLUMNS).append('\n');
                line = new StringBuilder(others).append(line.substring(COLUMNS));
            }
        }
        return lines.append(line).toString();
    }
}
