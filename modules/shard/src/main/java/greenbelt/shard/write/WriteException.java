package greenbelt.shard.write;

/// A write over shards was not done, or nobody knows yet whether it is.
public final class WriteException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What kind of failure it was.
    public enum Kind {
        /// What was asked for makes no sense on these rows; nothing was changed.
        REFUSED,
        /// There is no such shard; nothing was changed.
        UNKNOWN_SHARD,
        /// The name belongs to a write that is something else, or is under way; nothing was changed.
        NAME_IN_USE,
        /// Whether it is decided is not known; [TwoPhase#recover] will find out, or the same write under the same name.
        UNCERTAIN
    }

    public WriteException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public WriteException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /// What kind of failure it was.
    public Kind kind() {
        return kind;
    }
}
