package smart.bench.load.http;

/** No connection to the target could be opened. The message says where and why. */
public final class UnreachableException extends Exception {
    public UnreachableException(String message) {
        super(message);
    }
}
