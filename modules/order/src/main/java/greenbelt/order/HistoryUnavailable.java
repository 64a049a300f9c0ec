package greenbelt.order;

/// The attached history cannot be reached, or cannot do what was asked; says why.
public final class HistoryUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryUnavailable(String message) {
        super(message);
    }

    public HistoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
