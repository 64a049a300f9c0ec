package greenbelt.shard.write;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.shard.map.ShardId;
import java.util.function.Function;

/// What a write does on one shard.
///
/// @param work runs in a transaction, maybe several times; answers how many rows it has changed, and throws to have nothing done
public record Piece(ShardId shard, Database database, Function<Session, Integer> work) {}
