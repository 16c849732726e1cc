package smart.testkit;

import java.io.IOException;
import java.io.InputStream;

/** Text from a stream, a character for each byte. */
public final class InputText {
    /** What ends the head of a request or response. */
    public static final String END_OF_HEAD = "\r\n\r\n";

    private InputText() {}

    /** What comes up to and with {@code end}; less, and without it, if the stream ends before. */
    public static String upTo(String end, InputStream input) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(end, read.length() - end.length()) < 0) { // looks at what is new alone
            int next = input.read();
            if (next < 0) {
                break;
            }
            read.append((char) next);
        }
        return read.toString();
    }
}
