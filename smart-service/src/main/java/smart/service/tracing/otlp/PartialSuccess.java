package smart.service.tracing.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads a collector's response, an {@code ExportTraceServiceResponse}. It is empty if all is well. A collector that
 * responds with anything else but protobuf has accepted the spans as well: its status says so.
 */
final class PartialSuccess {
    private static final SendResult.Taken ALL = new SendResult.Taken(0, "");
    private static final int PARTIAL_SUCCESS = 1;
    private static final int REJECTED_SPANS = 1;
    private static final int ERROR_MESSAGE = 2;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED32 = 5;

    private PartialSuccess() {}

    static SendResult.Taken read(byte[] body) {
        try {
            ByteBuffer response = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
            while (response.hasRemaining()) {
                long tag = varint(response);
                if (tag == ((PARTIAL_SUCCESS << 3) | LENGTH)) {
                    return partial(slice(response));
                }
                skip(response, (int) (tag & 7));
            }
            return ALL;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return ALL;
        }
    }

    private static SendResult.Taken partial(ByteBuffer message) {
        long rejected = 0;
        String text = "";
        while (message.hasRemaining()) {
            long tag = varint(message);
            if (tag == ((REJECTED_SPANS << 3) | VARINT)) {
                rejected = varint(message);
            } else if (tag == ((ERROR_MESSAGE << 3) | LENGTH)) {
                text = UTF_8.decode(slice(message)).toString();
            } else {
                skip(message, (int) (tag & 7));
            }
        }
        return new SendResult.Taken(Math.max(0, rejected), text);
    }

    private static void skip(ByteBuffer from, int type) {
        switch (type) {
            case VARINT -> varint(from);
            case FIXED64 -> from.getLong();
            case LENGTH -> slice(from);
            case FIXED32 -> from.getInt();
            default -> throw new IllegalArgumentException("no type of protobuf");
        }
    }

    private static ByteBuffer slice(ByteBuffer from) {
        long length = varint(from);
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = from.slice(from.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        from.position(from.position() + (int) length);
        return slice;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = from.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a varint is too long");
    }
}
