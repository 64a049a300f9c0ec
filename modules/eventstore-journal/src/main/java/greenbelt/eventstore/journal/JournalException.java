package greenbelt.eventstore.journal;

/// A journal could not do what was attempted. Nothing is lost by it: the store is the record.
public sealed class JournalException extends RuntimeException permits JournalDamaged {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }

    public JournalException(String attempted, Throwable cause) {
        super(attempted + ": " + cause, cause);
    }

    /// What went wrong, in a sentence.
    String sentence() {
        return String.valueOf(getMessage());
    }
}
