package smart.service.build;

import org.jspecify.annotations.Nullable;

/**
 * What is running. The jar's manifest has both as one semantic version with build metadata, {@code 1.0.0+4f2a91c08d3e}, which
 * is what {@code --version} prints.
 *
 * @param version such as {@code 1.0.0}, or {@code development} where the classes are not in a jar
 * @param commit the abbreviated hash, or {@code unknown} where the jar was built outside of a Git repository
 */
public record Build(String version, String commit) {

    /** The build that this class is part of. */
    public static Build current() {
        return parse(Build.class.getPackage().getImplementationVersion());
    }

    static Build parse(@Nullable String manifest) {
        if (manifest == null) {
            return new Build("development", "unknown");
        }
        int plus = manifest.indexOf('+');
        return plus < 0
                ? new Build(manifest, "unknown")
                : new Build(manifest.substring(0, plus), manifest.substring(plus + 1));
    }
}
