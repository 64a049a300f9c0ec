package greenbelt.shard.run;

import java.time.Duration;

/// How a query is carried out.
///
/// @param patience how long to wait for the next rows of a shard
/// @param partial whether a result without shards that do not answer is better than none; it says which are missing
/// @param timed whether [Answer#shares] is to say how long each shard took, also where finding a row takes no longer than
///     looking at the clock
public record Options(Duration patience, boolean partial, boolean timed) {
    /// A minute, and all shards. With these, a query of one shard alone is run by the task that asks, without a second
    /// one that could go on without it: it waits for as long as the database takes.
    public static final Options USUAL = new Options(Duration.ofMinutes(1), false, false);

    /// The same, but content with the shards that answer.
    public Options allowingPartial() {
        return new Options(patience, true, timed);
    }

    /// The same with another patience.
    public Options waiting(Duration other) {
        return new Options(other, partial, timed);
    }

    /// The same, looking at the clock.
    public Options timing() {
        return new Options(patience, partial, true);
    }

    /// Whether a shard that is asked alone may be asked in the shortest way.
    boolean isUsual() {
        return equals(USUAL);
    }
}
