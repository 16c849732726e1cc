package smart.service.build;

import org.jspecify.annotations.Nullable;

/**
 * The running build. The jar's manifest has both values as one semantic version with build metadata,
 * {@code 1.0.0+4f2a91c08d3e}; {@code --version} prints it.
 *
 * @param version such as {@code 1.0.0}, or {@code development} if the classes are not in a jar
 * @param commit the abbreviated hash, or {@code unknown} if the jar was built outside a Git repository
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
