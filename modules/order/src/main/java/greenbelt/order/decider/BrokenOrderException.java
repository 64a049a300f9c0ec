package greenbelt.order.decider;

/// An order whose events cannot have happened one after another, or cannot be read, or that can go no further. It is no use to
/// try again.
public final class BrokenOrderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    /// An order that can go no further.
    ///
    /// @param reason why, in a sentence
    public BrokenOrderException(String reason) {
        super(reason);
        detail = reason;
    }

    BrokenOrderException(String event, RuntimeException cause) {
        super(event + ": " + cause.getMessage(), cause);
        detail = String.valueOf(cause.getMessage());
    }

    /// What is wrong with the event, without saying which one it is.
    public String detail() {
        return detail;
    }

    /// What is wrong, in a sentence.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
