package greenbelt.shard.store;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.world.Part;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The databases of shards on a disk, and which of them are open, by name; closed together.
final class OpenDatabases implements Part {
    /// What the names of all databases of shards, and that of the map, begin with.
    private static final String PREFIX = "shard-";

    private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,4})-v[0-9]+");

    private final Disk disk;
    private final ConcurrentSkipListMap<String, Database> open = new ConcurrentSkipListMap<>();

    OpenDatabases(Disk disk) {
        this.disk = disk;
    }

    /// What the database of this shard is called: each version of its rows has one of its own, such as `shard-2-v1`.
    static String name(ShardId shard, ShardMap map) {
        return "%s%d-v%d".formatted(PREFIX, shard.number(), map.since(shard));
    }

    /// The shard of a database that is called so.
    static Optional<ShardId> shardOf(String name) {
        var found = NAME.matcher(name);
        return found.matches()
                ? Optional.of(new ShardId(Integer.parseInt(found.group(1))))
                : Optional.empty();
    }

    /// The databases of a map, by name.
    static NavigableSet<String> names(ShardMap map) {
        return map.shards().stream()
                .map(shard -> name(shard, map))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Those on the disk, but for that of the map.
    NavigableSet<String> there() {
        return disk.names().stream()
                .filter(name -> name.startsWith(PREFIX) && !name.equals(MapStore.NAME))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    boolean hasMap() {
        return disk.names().contains(MapStore.NAME);
    }

    MapStore openMap() {
        return new MapStore(
                open.computeIfAbsent(MapStore.NAME, name -> disk.open(name, MapStore.schema())));
    }

    /// Opens the database of this shard; makes it when there is none.
    Database open(ShardId shard, ShardMap map) {
        var name = name(shard, map);
        return open.computeIfAbsent(
                name, missing -> disk.open(missing, ShardTables.schema(map.catalog())));
    }

    /// The database of this shard, which is open.
    Database of(ShardId shard, ShardMap map) {
        return Optional.ofNullable(open.get(name(shard, map))).orElseThrow();
    }

    /// Closes the database of this name, if it is open, and removes it for good.
    void remove(String name) {
        var database = open.remove(name);
        if (database != null) {
            database.stop();
        }
        disk.remove(name);
    }

    @Override
    public void stop() {
        for (var last = open.pollLastEntry(); last != null; last = open.pollLastEntry()) {
            last.getValue().stop();
        }
    }

    @Override
    public void crash() {
        open.values().forEach(Database::crash);
    }
}
