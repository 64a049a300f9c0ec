package greenbelt.bus;

/// The bus could not do what was asked because its log failed: a full disk, a damaged file, a log that is closed.
public final class BusException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BusException(String message) {
        super(message);
    }

    public BusException(String message, Throwable cause) {
        super(message, cause);
    }
}
