package greenbelt.fault;

/// What a fault has made fail: the consumer of a message, or the reason of an exception that the port throws.
public final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FaultException(String message) {
        super(message);
    }

    /// Whether a fault is the reason of a failure.
    public static boolean isBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FaultException) {
                return true;
            }
        }
        return false;
    }
}
