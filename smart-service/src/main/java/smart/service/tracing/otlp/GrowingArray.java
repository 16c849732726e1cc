package smart.service.tracing.otlp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes in one array, which grows and is used again. Used by one thread. */
final class GrowingArray {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int LONGEST_VARINT = 10;

    byte[] bytes;
    int size;

    GrowingArray(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** Makes room for so many bytes. */
    void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    void add(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void varint(long value) {
        reserve(LONGEST_VARINT);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void littleEndian(long value) {
        reserve(Long.BYTES);
        LITTLE_ENDIAN.set(bytes, size, value);
        size += Long.BYTES;
    }

    void littleEndian(int value) {
        reserve(Integer.BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void bigEndian(long value) {
        reserve(Long.BYTES);
        BIG_ENDIAN.set(bytes, size, value);
        size += Long.BYTES;
    }

    /** As UTF-8; an unpaired surrogate becomes a question mark. */
    void utf8(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Moves the bytes from {@code start} on, by {@code by}, which may be negative. */
    void move(int start, int by) {
        reserve(Math.max(0, by));
        System.arraycopy(bytes, start, bytes, start + by, size - start);
        size += by;
    }
}
