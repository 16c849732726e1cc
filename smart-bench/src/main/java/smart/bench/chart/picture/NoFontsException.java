package smart.bench.chart.picture;

/** This Java has no font system (a JRE without fontconfig and FreeType), so that it can't draw letters. */
public final class NoFontsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The cause depends on the version of the JDK. */
    public NoFontsException(Throwable cause) {
        super(cause);
    }
}
