/**
 * OTLP over HTTP, as protobuf: writes messages, sends them, and reads what the collector rejects. It knows no calls; {@link
 * smart.service.tracing} does.
 *
 * <p><b>Threads.</b> One thread writes and sends. It blocks while it sends, for at most {@link
 * smart.service.tracing.otlp.OtlpClient#TIMEOUT}.
 */
@NullMarked
package smart.service.tracing.otlp;

import org.jspecify.annotations.NullMarked;
