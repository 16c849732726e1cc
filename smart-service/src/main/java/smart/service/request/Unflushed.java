package smart.service.request;

import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Leaves it to the server when an answer goes out that is not {@link Relay relayed}: a small one. A flush, of which Jersey
 * and Jackson each make one at the end, waits until the caller has room for all bytes, and so would hold up the thread.
 * Without one, the server writes what is in its buffer when the answer is complete, and no thread waits for that.
 */
public final class Unflushed implements WriterInterceptor {
    /** The attribute of a HEAD request. */
    static final String HEAD = "smart.head";

    @Override
    public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
        if (context.getProperty(HEAD) == null) {
            context.setOutputStream(new Output(context.getOutputStream()));
            context.proceed();
        } else {
            writeLength(context);
        }
    }

    /** The server can't tell how long the answer to a GET would be (RFC 9110 section 8.6). */
    private static void writeLength(WriterInterceptorContext context) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        context.setOutputStream(body);
        context.proceed();
        context.getHeaders().putSingle("Content-Length", body.size());
    }

    private static final class Output extends FilterOutputStream {
        Output(OutputStream output) {
            super(output);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // See above.
        }

        @Override
        public void close() throws IOException {
            out.close(); // Not FilterOutputStream's, which flushes.
        }
    }
}
