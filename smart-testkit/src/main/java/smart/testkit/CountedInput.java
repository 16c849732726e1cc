package smart.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are read from it. */
final class CountedInput extends BufferedInputStream {
    private long taken;
    private long takenAtMark;

    CountedInput(InputStream input) {
        super(input);
    }

    @Override
    public synchronized int read() throws IOException {
        int next = super.read();
        taken += next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public synchronized int read(byte[] bytes, int from, int most) throws IOException {
        int read = super.read(bytes, from, most);
        taken += Math.max(0, read);
        return read;
    }

    @Override
    public synchronized void mark(int most) {
        super.mark(most);
        takenAtMark = taken;
    }

    @Override
    public synchronized void reset() throws IOException {
        super.reset();
        taken = takenAtMark;
    }

    synchronized long count() {
        return taken;
    }
}
