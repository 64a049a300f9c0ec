package greenbelt.bench.sharding;

import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.disk.DiskSpace;
import greenbelt.shard.data.Loader;
import greenbelt.shard.data.Shop;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.measure.Contender;
import greenbelt.shard.run.LeasedShards;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.Shards;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/// The same shop on so many shards, by hash of the user; with one, it can also be asked directly, as an unsharded database.
final class Contestant {
    /// Of all databases of a contestant together.
    static final int CACHE_KILOBYTES = 64 * 1024;

    /// How many shards are at work at once.
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final Path folder;
    private final Shards shards;
    private final Queries queries;
    private final Duration loaded;

    /// Makes and loads it.
    Contestant(World world, Node node, Path folder, Durability durability, Shop shop, int count) {
        this.folder = folder;
        var disk = new FileDisk(world, folder, durability, DiskSpace.REAL, CACHE_KILOBYTES / count);
        this.shards = Shards.create(world, node, disk, ShardMap.hashed(Layout.BY_USER, count));
        long began = System.nanoTime();
        new Loader(world, node, shards, shop, _ -> {}).load();
        this.loaded = Duration.ofNanos(System.nanoTime() - began);
        this.queries = new Queries(world, new LeasedShards(shards), CORES);
    }

    int count() {
        return shards.map().shards().size();
    }

    Shards shards() {
        return shards;
    }

    /// How long loading has taken.
    Duration loaded() {
        return loaded;
    }

    /// Asked by way of the shards.
    Contender byShards() {
        return Contender.of(queries);
    }

    /// The only database itself.
    Contender directly() {
        return Contender.of(shards.database(new ShardId(1)));
    }

    /// A connection to the file of a shard, with nothing in between.
    Connection connect(ShardId shard) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:%s;IFEXISTS=TRUE"
                        .formatted(folder.resolve(shards.database(shard).name())),
                "",
                "");
    }
}
