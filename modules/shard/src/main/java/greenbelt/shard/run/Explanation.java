package greenbelt.shard.run;

import greenbelt.shard.map.ShardId;
import greenbelt.shard.run.Answer.Share;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;

/// What a statement asks of which shard, and why.
///
/// @param route why these shards, sentence by sentence
/// @param shards which are asked
/// @param pushed what each of them gets, as SQL
/// @param merge what is done with their rows here, step by step; empty when nothing is
/// @param estimates about how many rows each would hand over, by the statistics of its database; empty for a write, and for a shard
///     that cannot be asked
/// @param shares what each has given; empty when the statement was not run
public record Explanation(
        List<String> route,
        NavigableSet<ShardId> shards,
        List<String> pushed,
        List<String> merge,
        NavigableMap<ShardId, Long> estimates,
        NavigableMap<ShardId, Share> shares) {
    public Explanation {
        route = List.copyOf(route);
        pushed = List.copyOf(pushed);
        merge = List.copyOf(merge);
    }

    Explanation with(NavigableMap<ShardId, Share> given) {
        return new Explanation(route, shards, pushed, merge, estimates, given);
    }
}
