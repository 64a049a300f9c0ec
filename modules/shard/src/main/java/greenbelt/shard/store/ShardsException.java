package greenbelt.shard.store;

/// Shards cannot be opened, written or changed as they are. Nothing was changed; the message says what was found, and what
/// to do.
public final class ShardsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What is in the way.
    public enum Kind {
        /// There is no shard map on the disk.
        NO_MAP,
        /// There are shards already.
        EXISTS,
        /// A shard of the map is not on the disk.
        MISSING,
        /// A shard, or the map, is an older copy than the others.
        OLDER,
        /// A shard belongs to other shards, or has other rows than the map says.
        DISAGREES,
        /// There is a shard that the map does not know.
        UNKNOWN,
        /// Rows are being moved already.
        MOVING,
        /// Writes were held back for longer than a writer waits.
        BUSY
    }

    public ShardsException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
