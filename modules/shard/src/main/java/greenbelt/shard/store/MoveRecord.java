package greenbelt.shard.store;

import greenbelt.shard.map.ShardMap;
import java.util.List;

/// A change of the map that is under way, as it is written down.
///
/// @param sentence what is being done, such as `split shard-2 into shard-2 and shard-5`
/// @param phase how far it is
/// @param after the map as it will be
/// @param sources the databases that rows are taken from, which are gone afterwards
/// @param targets the databases that rows are put into
public record MoveRecord(
        String sentence, Phase phase, ShardMap after, List<String> sources, List<String> targets) {
    /// How far it is, which decides what happens after a crash.
    public enum Phase {
        /// The old map holds: after a crash it is as if nothing had been begun.
        COPYING,
        /// The new map holds: after a crash what is left to do is to remove the sources.
        SWITCHED
    }

    MoveRecord switched() {
        return new MoveRecord(sentence, Phase.SWITCHED, after, sources, targets);
    }
}
