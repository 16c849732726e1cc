package smart.service.backend;

import org.apache.hc.core5.http.HttpResponse;

/** What the HTTP client read: a response's head, and its body as it came. */
@SuppressWarnings("ArrayRecordComponent") // Handed on once and compared by nobody.
record BufferedResponse(HttpResponse head, byte[] body) {}
