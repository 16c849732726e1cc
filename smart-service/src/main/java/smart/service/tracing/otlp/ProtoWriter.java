package smart.service.tracing.otlp;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Writes a protobuf message (https://protobuf.dev/programming-guides/encoding/) into one array, which grows and is used
 * again. Used by one thread.
 */
public final class ProtoWriter {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private final GrowingArray out;

    /** @param capacity how many bytes fit at first */
    public ProtoWriter(int capacity) {
        this.out = new GrowingArray(capacity);
    }

    /** What {@code content} writes, as an array of its own. */
    public static byte[] encode(Consumer<ProtoWriter> content) {
        ProtoWriter writer = new ProtoWriter(256);
        content.accept(writer);
        return writer.toBytes();
    }

    /** A copy of the message. */
    public byte[] toBytes() {
        return Arrays.copyOf(out.bytes, out.size);
    }

    /** The number of bytes so far. */
    public int size() {
        return out.size;
    }

    /** The array; the message is its first {@link #size()} bytes. */
    byte[] array() {
        return out.bytes;
    }

    /** Begins again, in the same array. */
    public void clear() {
        out.size = 0;
    }

    /** Begins again, in a new array: somebody may still read the old one. */
    public void renew() {
        out.bytes = new byte[out.bytes.length];
        out.size = 0;
    }

    /** Writes bytes that are encoded already. */
    public void raw(byte[] encoded) {
        out.add(encoded);
    }

    /** Writes an int64, an enum or a bool. */
    public void number(int field, long value) {
        tag(field, VARINT);
        out.varint(value);
    }

    /** Writes a fixed64. */
    public void fixed64(int field, long value) {
        tag(field, FIXED64);
        out.littleEndian(value);
    }

    /** Writes a fixed32. */
    public void fixed32(int field, int value) {
        tag(field, FIXED32);
        out.littleEndian(value);
    }

    /** Writes a field of 8 bytes: a span's id. */
    public void id(int field, long id) {
        tag(field, LENGTH);
        out.varint(Long.BYTES);
        out.bigEndian(id);
    }

    /** Writes a field of 16 bytes: a trace's id. */
    public void id(int field, long high, long low) {
        tag(field, LENGTH);
        out.varint(2 * Long.BYTES);
        out.bigEndian(high);
        out.bigEndian(low);
    }

    /** Writes a string as UTF-8. An unpaired surrogate becomes a question mark, as in {@link String#getBytes}. */
    public void string(int field, String text) {
        int start = begin(field, 1);
        out.utf8(text);
        end(start);
    }

    /**
     * Begins a nested message.
     *
     * @param room how many bytes its length will probably need, from 1; for another number, {@link #end} moves the message
     * @return the start, for {@link #end}
     */
    public int begin(int field, int room) {
        tag(field, LENGTH);
        out.reserve(room);
        int start = out.size;
        out.bytes[start] = (byte) room; // Until the length replaces it.
        out.size += room;
        return start;
    }

    /** Ends the nested message that began there. */
    public void end(int start) {
        int room = out.bytes[start];
        int length = out.size - start - room;
        int needed = (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length | 1)) / 7 + 1;
        if (needed != room) {
            out.move(start + room, needed - room);
        }
        out.size = start;
        out.varint(length);
        out.size += length;
    }

    private void tag(int field, int type) {
        out.varint(((long) field << 3) | type);
    }
}
