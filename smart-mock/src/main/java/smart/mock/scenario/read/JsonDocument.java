package smart.mock.scenario.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;

/** Reads one JSON document as a stream, up to 256 MiB, and reports an error with its place in one line. */
final class JsonDocument {
    private static final long MAX_DOCUMENT_CHARACTERS = 256L * 1024 * 1024;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(MAX_DOCUMENT_CHARACTERS)
                    .build())
            .build();

    private JsonDocument() {}

    /** Reads the value that comes first. */
    interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    /** Reads a document; the stream is left open. */
    static <T> T read(InputStream json, Place place, Reader<T> reader) throws IOException, ScenarioException {
        try (var parser = JSON.createParser(json)) {
            var document = reader.read(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "the body is one JSON value, but " + Json.found(parser) + " follows it");
            }
            return document;
        } catch (StreamConstraintsException e) {
            throw new ScenarioException(place, "too large: " + plain(e) + where(e));
        } catch (JsonProcessingException e) {
            throw new ScenarioException(place, "not valid JSON: " + plain(e) + where(e));
        } catch (CharConversionException e) {
            // An error from Jackson, which also detects UTF-32 and has its own messages for it.
            throw new ScenarioException(new Place(), "not valid JSON: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(place, String.valueOf(e.getMessage()));
        }
    }

    /** Removes Jackson's additions: where an array began, which of its methods sets a limit, and which allows more. */
    private static String plain(JsonProcessingException e) {
        return e.getOriginalMessage()
                .replaceAll(" \\(start marker at .*\\)$", "")
                .replaceAll(",? ?\\(?(from )?`StreamReadConstraints[^`]*`\\)?", "")
                .replaceAll("\\((\\d+)$", "($1)")
                .replaceAll(": enable `JsonReadFeature[^`]*` to allow$", "");
    }

    private static String where(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
