package smart.bench.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import smart.bench.chart.Figure;
import smart.bench.result.NumberText;
import smart.bench.result.Report;

/** {@code report.json}: the input for other programs and later comparisons. */
public final class JsonFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Double.class, new SixDigits()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectMapper FIGURE = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(double.class, new SixDigits()))
            .build();

    private JsonFile() {}

    /** A report, or a comparison, as JSON. */
    public static String text(Object report) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always JSON", e);
        }
    }

    /** A figure for the page's script, in one line. */
    static String compact(Figure figure) {
        try {
            return FIGURE.writeValueAsString(figure);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a figure is always JSON", e);
        }
    }

    /**
     * Reads a report.
     *
     * @throws IOException with the problem of the file in one line
     */
    public static Report read(Path file) throws IOException {
        String text = text(file);
        try {
            Report report = JSON.readValue(text, Report.class);
            if (report == null || report.url() == null || report.levels().isEmpty()) {
                throw new IOException(file + " is not a report of smart-bench: it has no url or no levels");
            }
            if (report.levels().stream().anyMatch(level -> level.concurrency() == null && level.rate() == null)) {
                throw new IOException(file + " is not a report of a run: its levels have no concurrency and no rate");
            }
            return report;
        } catch (JsonMappingException e) {
            throw new IOException(file + " is not a report of smart-bench: " + firstLine(e), e);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String firstLine(JsonProcessingException e) {
        String line = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return line.contains("smart.bench") ? "its fields are not those of a report" : line; // no names of classes
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IOException("no such file: " + file, e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not JSON: it is not a text in UTF-8", e);
        } catch (IOException e) {
            String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
            throw new IOException(
                    "can't read " + file + ": "
                            + Objects.requireNonNullElse(reason, e.getClass().getSimpleName()),
                    e);
        }
    }

    /** More digits would pretend a precision that the measurement does not have. */
    private static final class SixDigits extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                out.writeNumber(NumberText.sixDigits(value));
            } else {
                out.writeNull();
            }
        }
    }
}
