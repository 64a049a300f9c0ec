package greenbelt.order.decider;

/// An order whose events cannot have happened one after another, or cannot be read. It is no use to try again.
public final class BrokenOrderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenOrderException(String message, RuntimeException cause) {
        super(message, cause);
    }

    /// What is wrong, in a sentence.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
