package greenbelt.shard.run;

import greenbelt.shard.map.ShardId;

/// A shard could not answer, or not in time; says which.
public final class ShardFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ShardId shard;

    public ShardFailure(ShardId shard, String what, Throwable cause) {
        super("%s %s: %s".formatted(shard, what, cause.getMessage()), cause);
        this.shard = shard;
    }

    public ShardFailure(ShardId shard, String what) {
        super("%s %s".formatted(shard, what));
        this.shard = shard;
    }

    /// Which shard it was.
    public ShardId shard() {
        return shard;
    }
}
