package greenbelt.shard.store;

import greenbelt.database.ChangeLog;
import greenbelt.database.Database;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.world.World;
import java.util.List;

/// What becomes of a move that a crash has cut short: undone while the old map holds, done when the new one does.
///
/// @param map the map that holds
record Recovery(World world, OpenDatabases databases, MapStore store, ShardMap map) {
    /// Does it, unless it cannot be done yet; answers what it did, or why not.
    String recover(MoveRecord move) {
        return switch (move.phase()) {
            case COPYING -> undo(move);
            case SWITCHED -> {
                end(move.sources());
                yield "done, but for its cleaning up, which is done now: " + move.sentence();
            }
        };
    }

    private String undo(MoveRecord move) {
        var sources =
                map.shards().stream()
                        .filter(shard -> move.sources().contains(OpenDatabases.name(shard, map)))
                        .map(shard -> databases.of(shard, map))
                        .toList();
        var inDoubt = sources.stream().map(Database::inDoubt).flatMap(List::stream).toList();
        if (!inDoubt.isEmpty()) {
            return "cut short, and to be undone when %s are decided: %s"
                    .formatted(inDoubt, move.sentence());
        }
        var tables = ShardTables.moving(map).stream().map(Table::name).toList();
        sources.forEach(source -> ChangeLog.end(source, tables));
        end(move.targets());
        return "undid what was cut short: " + move.sentence();
    }

    private void end(List<String> gone) {
        for (var name : gone) {
            world.step("before removing " + name);
            databases.remove(name);
        }
        store.endMove();
    }
}
