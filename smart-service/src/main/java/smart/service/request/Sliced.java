package smart.service.request;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Writes a large answer slice by slice. Of one that is on the heap, the JDK copies all that is left with every write, however
 * little of it the caller has room for, and keeps the memory for the largest copy.
 */
final class Sliced extends Response.Wrapper {
    private static final int SLICE = 64 * 1024;

    Sliced(Request request, Response wrapped) {
        super(request, wrapped);
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        if (last && content != null && content.remaining() > SLICE) {
            Content.copy(new ByteBufferContentSource(slices(content)), getWrapped(), callback);
        } else {
            super.write(last, content, callback);
        }
    }

    private static List<ByteBuffer> slices(ByteBuffer content) {
        List<ByteBuffer> slices = new ArrayList<>();
        for (int start = content.position(); start < content.limit(); start += SLICE) {
            slices.add(content.slice(start, Math.min(SLICE, content.limit() - start)));
        }
        return slices;
    }
}
