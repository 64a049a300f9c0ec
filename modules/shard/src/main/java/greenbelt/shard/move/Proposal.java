package greenbelt.shard.move;

import greenbelt.shard.map.ShardMap;
import java.util.Locale;

/// A change of the map that would make shards more alike.
///
/// @param sentence what to do, such as `split shard-2 into shard-2 and shard-5`
/// @param after the map as it would be
/// @param copied how many orders would be copied, those included that stay on a shard that is filled anew
/// @param before how many times the mean the fullest shard has
/// @param then how many times the mean it would have
public record Proposal(String sentence, ShardMap after, long copied, double before, double then) {
    /// How many orders are copied for a hundredth of a mean less on the fullest shard.
    double price() {
        return copied / (100 * (before - then));
    }

    /// Such as `split shard-2 into shard-2 and shard-5: copies 1,200 orders, and the fullest shard then has 1.1 times the
    /// mean, not 1.6 times`.
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: copies %,d orders, and the fullest shard then has %.2f times the mean, not %.2f"
                        + " times",
                sentence,
                copied,
                then,
                before);
    }
}
