package greenbelt.shard.map;

/// What was asked of a shard map makes no sense: a key that belongs nowhere, a shard that there is not, a change that this
/// strategy cannot make. The message says what would.
public final class ShardMapException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ShardMapException(String message) {
        super(message);
    }
}
