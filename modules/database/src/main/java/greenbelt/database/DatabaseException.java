package greenbelt.database;

/// A database could not do what was attempted.
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What kind of failure it was.
    public enum Kind {
        /// A unique key, foreign key or check was violated, or a value does not fit its column.
        CONSTRAINT,
        /// Another process, or another node, has the database open.
        IN_USE,
        /// The files were written by another version.
        INCOMPATIBLE,
        /// The disk is full.
        FULL,
        /// The database is closed.
        CLOSED,
        /// Others hold what it needs, such as all its cursors, or rows of a prepared transaction. It may succeed when they have let go.
        BUSY,
        /// Anything else.
        OTHER
    }

    public DatabaseException(Kind kind, String attempted, Throwable cause) {
        super(attempted + ": " + cause.getMessage(), cause);
        this.kind = kind;
    }

    public DatabaseException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
