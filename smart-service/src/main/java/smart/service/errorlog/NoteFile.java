package smart.service.errorlog;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.DeferredProcessingAware;
import ch.qos.logback.core.util.Duration;
import io.dropwizard.logging.common.FileAppenderFactory;
import io.dropwizard.util.DataSize;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file with the notes, written by Logback and rolled by size. Not safe for use by many threads: it belongs to the
 * thread that writes.
 */
final class NoteFile implements AutoCloseable {
    private static final DataSize BUFFER = DataSize.kibibytes(64);

    private final LoggerContext context = new LoggerContext();
    private final ErrorLogConfiguration configuration;
    private final Path path;
    private OutputStreamAppender<Line> appender;

    /**
     * Opens the file for appending, and creates it where there is none.
     *
     * @throws IOException where it can't be written; the message names the setting
     */
    NoteFile(ErrorLogConfiguration configuration) throws IOException {
        this.configuration = configuration;
        this.path = configuration.file();
        try {
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? "no such folder" : String.valueOf(e.getMessage());
            throw new IOException("errorLog.file: can't write " + path + ": " + reason, e);
        }
        appender = open();
    }

    private OutputStreamAppender<Line> open() {
        OutputStreamAppender<Line> opened = new Rolled(configuration).appender(context);
        opened.setEncoder(new LineEncoder());
        opened.start();
        return opened;
    }

    /** Adds a line; it may stay in memory until {@link #flush()}. */
    void append(String line) {
        appender.doAppend(new Line(line));
    }

    /** Brings all lines to the file. One that was deleted meanwhile is created anew for the lines to come. */
    void flush() throws IOException {
        appender.getOutputStream().flush();
        if (Files.notExists(path)) {
            appender.stop();
            appender = open();
        }
    }

    /** Empties the file and returns how many bytes it had. Files that were put aside stay. */
    long clear() throws IOException {
        flush();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long length = file.length();
            file.setLength(0);
            return length;
        }
    }

    @Override
    public void close() {
        appender.stop();
        context.stop();
    }

    private record Line(String text) implements DeferredProcessingAware {
        @Override
        public void prepareForDeferredProcessing() {
            // Nothing in it can change.
        }
    }

    private static final class LineEncoder extends EncoderBase<Line> {
        private static final byte[] NOTHING = {};

        @Override
        public byte[] encode(Line line) {
            return (line.text() + '\n').getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] headerBytes() {
            return NOTHING;
        }

        @Override
        public byte[] footerBytes() {
            return NOTHING;
        }
    }

    /** Dropwizard's rolling file appender, without the queue that it would put in front: we have one that loses nothing. */
    private static final class Rolled extends FileAppenderFactory<Line> {
        Rolled(ErrorLogConfiguration configuration) {
            String file = configuration.file().toString();
            int dot = file.endsWith(".log") ? file.length() - ".log".length() : file.length();
            setCurrentLogFilename(file);
            setArchivedLogFilenamePattern(file.substring(0, dot) + "-%i" + file.substring(dot));
            setArchivedFileCount(configuration.maxFiles());
            setMaxFileSize(configuration.maxFileSize());
            setBufferSize(BUFFER);
            setImmediateFlush(false);
        }

        @Override
        protected OutputStreamAppender<Line> appender(LoggerContext context) {
            OutputStreamAppender<Line> appender = super.appender(context);
            if (appender instanceof RollingFileAppender<Line> rolling
                    && rolling.getTriggeringPolicy() instanceof SizeBasedTriggeringPolicy<Line> bySize) {
                // Once a minute, as it is otherwise, would let an outage write far beyond the size.
                bySize.setCheckIncrement(Duration.buildBySeconds(1));
                bySize.start();
            }
            return appender;
        }
    }
}
