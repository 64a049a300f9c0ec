package greenbelt.eventstore.journal;

/// A journal does not say what was written to it. Read on from the store; the journal mends itself.
public final class JournalDamaged extends JournalException {
    private static final long serialVersionUID = 1L;

    public JournalDamaged(String message) {
        super(message);
    }
}
