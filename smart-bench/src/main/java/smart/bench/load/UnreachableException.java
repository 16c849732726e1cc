package smart.bench.load;

/** No connection to the target could be opened. The message says where and why. */
public final class UnreachableException extends Exception {
    UnreachableException(String message) {
        super(message);
    }
}
