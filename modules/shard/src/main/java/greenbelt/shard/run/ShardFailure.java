package greenbelt.shard.run;

import greenbelt.shard.map.ShardId;
import java.util.NavigableSet;

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

    /// The same failure, whose message says which shards have done their part.
    ShardFailure with(String what, NavigableSet<ShardId> others) {
        var names = String.join(", ", others.stream().map(ShardId::toString).toList());
        return new ShardFailure(this, what.formatted(names));
    }

    private ShardFailure(ShardFailure cause, String more) {
        super(cause.getMessage() + "; " + more, cause);
        this.shard = cause.shard;
    }

    /// Which shard it was.
    public ShardId shard() {
        return shard;
    }
}
