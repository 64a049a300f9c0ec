package greenbelt.shard.move;

import greenbelt.shard.map.ShardMap;
import java.time.Duration;

/// What came of moving rows.
public sealed interface Resharded {
    /// The new map holds.
    ///
    /// @param copied how many rows were copied
    /// @param caughtUp how many rows were changed meanwhile, and copied again
    /// @param compared how many rows were compared
    /// @param held for how long writes to the moving rows were held back, at most, at one go
    /// @param attempts how often it was tried to switch
    /// @param cleanedUp whether the old databases are gone; if not, somebody reads them still, and they go with the last reader
    record Switched(
            ShardMap map,
            long copied,
            long caughtUp,
            long compared,
            Duration held,
            int attempts,
            boolean cleanedUp)
            implements Resharded {}

    /// Everything is as it was before.
    ///
    /// @param reason why, as a sentence
    record Reversed(String reason) implements Resharded {}
}
