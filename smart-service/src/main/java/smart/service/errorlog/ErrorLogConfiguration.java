package smart.service.errorlog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.DataSize;
import io.dropwizard.util.DataSizeUnit;
import io.dropwizard.validation.MinDataSize;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The section {@code errorLog}: the file of the error notes, and its limits on disk space. */
public final class ErrorLogConfiguration {
    /** The most of {@code maxFiles}. */
    static final int MOST_FILES = 20;

    @NotBlank @JsonProperty
    private String file = "./backend_errors.log";

    /** The size at which the file is rotated. */
    @NotNull @MinDataSize(value = 1, unit = DataSizeUnit.KIBIBYTES)
    @JsonProperty
    private DataSize maxFileSize = DataSize.mebibytes(64);

    /** The number of rotated files to keep. */
    @Min(1) @Max(MOST_FILES) @JsonProperty
    private int maxFiles = 5;

    /** The most notes that wait for the disk; more are dropped and counted. */
    @Min(1) @Max(10_000_000) @JsonProperty
    private int queueSize = 200_000;

    /** Whether the service is ready only while the file can be written. */
    @JsonProperty
    private boolean requiredForReadiness;

    /** The path as written in the configuration; see {@link BackendErrorLog#file()}. */
    public Path file() {
        return Path.of(file);
    }

    @JsonIgnore
    @ValidationMethod(
            message = "errorLog.file must be a path; characters outside ASCII need a locale that has them, "
                    + "such as LC_ALL=C.UTF-8")
    public boolean isFilePath() {
        try {
            var unused = Path.of(file);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    DataSize maxFileSize() {
        return maxFileSize;
    }

    int maxFiles() {
        return maxFiles;
    }

    int queueSize() {
        return queueSize;
    }

    public boolean requiredForReadiness() {
        return requiredForReadiness;
    }
}
