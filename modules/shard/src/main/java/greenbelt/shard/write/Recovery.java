package greenbelt.shard.write;

import greenbelt.shard.map.ShardId;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// What [TwoPhase#recover] has found and done.
///
/// @param committed writes that were decided, of which every shard has now committed its piece
/// @param rolledBack writes that were not decided
/// @param pending writes that are decided, and wait for a shard that is not there
/// @param stranded prepared transactions of which this log knows nothing
/// @param unreachable shards that could not be asked
public record Recovery(
        NavigableSet<String> committed,
        NavigableSet<String> rolledBack,
        NavigableSet<String> pending,
        List<Stranded> stranded,
        NavigableSet<ShardId> unreachable) {
    public Recovery {
        committed = Collections.unmodifiableNavigableSet(new TreeSet<>(committed));
        rolledBack = Collections.unmodifiableNavigableSet(new TreeSet<>(rolledBack));
        pending = Collections.unmodifiableNavigableSet(new TreeSet<>(pending));
        stranded = List.copyOf(stranded);
        unreachable = Collections.unmodifiableNavigableSet(new TreeSet<>(unreachable));
    }

    /// A transaction that was prepared under another log, which alone knows what becomes of it. It keeps its rows from others until
    /// somebody decides.
    ///
    /// @param name with that of its log
    /// @param shards where it is prepared
    public record Stranded(String name, NavigableSet<ShardId> shards) {
        public Stranded {
            shards = Collections.unmodifiableNavigableSet(new TreeSet<>(shards));
        }

        /// What it is, and what to do, in a few sentences.
        public String advice() {
            return """
            %s is prepared on %s, by a coordinator whose log is not this one. Bring that log back, and its coordinator \
            settles it. If it is lost: where the write is to be found on another of its shards, it was decided, so commit \
            it; where every one of its shards is listed here, either answer is right, if all get the same; else \
            roll it back. Until then its rows cannot be written.\
            """
                    .formatted(
                            name,
                            String.join(", ", shards.stream().map(ShardId::toString).toList()));
        }
    }
}
