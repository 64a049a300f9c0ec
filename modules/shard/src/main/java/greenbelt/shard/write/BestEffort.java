package greenbelt.shard.write;

import greenbelt.database.DatabaseException;
import greenbelt.shard.map.ShardId;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// One transaction per shard, one after another: each is atomic, all of them together are not.
///
/// A failure leaves done what was done before it, and says so ([PartlyWritten]); a crash leaves it and says nothing. It costs no
/// more than its transactions, and is all that a write needs whose pieces make sense one by one.
public final class BestEffort implements Writer {
    /// There is nothing to keep between writes.
    public BestEffort() {}

    @Override
    public Written write(String what, List<Piece> pieces) {
        var done = new TreeMap<ShardId, Integer>();
        for (var piece : inOrder(pieces)) {
            try {
                done.put(piece.shard(), piece.database().write(what, piece.work()));
            } catch (DatabaseException | WriteException failure) {
                if (done.isEmpty()) {
                    throw failure;
                }
                throw new PartlyWritten(what, done, piece.shard(), failure);
            }
        }
        return new Written(done, new TreeSet<>());
    }

    /// By shard. Throws when a shard has two pieces.
    static List<Piece> inOrder(List<Piece> pieces) {
        var shards = new TreeSet<ShardId>();
        pieces.forEach(piece -> {
            if (!shards.add(piece.shard())) {
                throw new IllegalArgumentException(piece.shard() + " has two pieces of one write");
            }
        });
        return pieces.stream().sorted(Comparator.comparing(Piece::shard)).toList();
    }
}
