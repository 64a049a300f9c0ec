package greenbelt.shard.store;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.database.Session;
import greenbelt.shard.map.Part;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.shard.store.Epoch.Served;
import greenbelt.shard.store.ShardsException.Kind;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// The shards of a map, open: a database for each, and one for the map.
///
/// Who asks them does so by a [Lease], so that rows can be moved from shard to shard meanwhile: [#read] for a lease that
/// everybody gets at once, [#write] for one that waits while the shards in question are being switched. For many tasks; ends
/// with its node.
public final class Shards implements AutoCloseable {
    /// How long a writer waits for shards that are being switched.
    static final Duration PATIENCE_OF_WRITERS = Duration.ofSeconds(10);

    private final World world;
    private final OpenDatabases databases;
    private final MapStore store;
    private final String cluster;
    private final long opening;
    private final List<String> notes;
    private final References references;
    private final Heat heat = new Heat();
    private final WritePace pace = new WritePace();
    private final AtomicReference<Epoch> current;

    private final Node node;
    private final AtomicBoolean moving = new AtomicBoolean();

    /// What is under way, where that is only to wait for the last readers of shards that are not served any more.
    private final AtomicReference<Optional<String>> waiting =
            new AtomicReference<>(Optional.empty());

    /// How often shards were opened again to writers.
    private final Watermark turns;

    Shards(
            World world,
            Node node,
            OpenDatabases databases,
            MapStore store,
            MapStore.Kept kept,
            List<String> notes) {
        this.world = world;
        this.node = node;
        this.databases = databases;
        this.store = store;
        this.cluster = kept.cluster();
        this.opening = kept.opening();
        this.notes = List.copyOf(notes);
        this.turns = world.watermark("shards open to writers", 0);
        this.current = new AtomicReference<>(firstEpoch(kept.map()));
        this.references =
                new References(world, store.database(), kept.map().catalog(), this::write);
    }

    /// Makes the shards of a map on a disk that has none, and opens them for this node.
    ///
    /// Throws [ShardsException]: `EXISTS` when there are shards; nothing is changed then.
    public static Shards create(World world, Node node, Disk disk, ShardMap map) {
        return new Opening(world, node, disk).create(map);
    }

    /// Opens the shards on a disk for this node; what was being moved when it crashed is undone, or done if it was decided.
    ///
    /// Throws [ShardsException]: `NO_MAP`, `MISSING`, `OLDER`, `DISAGREES` or `UNKNOWN`; nothing is changed then.
    public static Shards open(World world, Node node, Disk disk) {
        return new Opening(world, node, disk).open();
    }

    /// The shard that a database of this name belongs to; empty for that of the map.
    public static Optional<ShardId> shardOf(String database) {
        return OpenDatabases.shardOf(database);
    }

    private Epoch firstEpoch(ShardMap map) {
        var served = new TreeMap<ShardId, Served>();
        map.shards().forEach(shard -> served.put(shard, served(databases.of(shard, map))));
        return new Epoch(map, served, new InFlight(world, "readers"));
    }

    private Served served(Database database) {
        return new Served(database, new InFlight(world, "writers of " + database.name()));
    }

    /// The map as it is now; to ask a database by it, take a lease.
    public ShardMap map() {
        return current.get().map();
    }

    /// The database of this shard as it is now: for who knows that no rows are being moved.
    public Database database(ShardId shard) {
        return current.get().of(shard).database();
    }

    /// What was found and mended when they were opened, one sentence each.
    public List<String> notes() {
        return notes;
    }

    /// The way to write reference tables.
    public References references() {
        return references;
    }

    /// Which shards and keys are asked for most; whoever routes a key tells it.
    public Heat heat() {
        return heat;
    }

    /// How long those take who write.
    public WritePace pace() {
        return pace;
    }

    /// Makes numbers for orders, greater than those there are.
    ///
    /// @param nodeNumber 0 to [OrderKeys#MAX_NODE]; no two that make keys at a time may have the same
    public OrderKeys orderKeys(int nodeNumber) {
        try (var lease = read()) {
            long greatest =
                    lease.map().shards().stream()
                            .mapToLong(shard -> greatestOrder(lease.database(shard)))
                            .max()
                            .orElse(0);
            return new OrderKeys(world, nodeNumber, greatest);
        }
    }

    private static long greatestOrder(Database database) {
        return database.read(
                "greatest order",
                session ->
                        session.queryOne(
                                        "select coalesce(max(order_id), 0) as greatest from orders",
                                        row -> row.number("greatest"))
                                .orElse(0L));
    }

    /// A lease to read, of the map as it is now. Never waits.
    public Lease read() {
        while (true) {
            var epoch = current.get();
            if (epoch.readers().enter()) {
                return new Lease(epoch, epoch.readers()::leave);
            }
        }
    }

    /// A lease to write to some shards; waits while one of them is being switched, and then goes by the new map.
    ///
    /// Throws [ShardsException] with `BUSY` after ten seconds.
    ///
    /// @param route which shards, by a map; asked again by another map after a wait
    public Lease write(Function<ShardMap, ? extends Collection<ShardId>> route) {
        long begin = world.nanoTime();
        while (true) {
            long seen = turns.value();
            var epoch = current.get();
            var entered = new ArrayList<Served>();
            if (enterAll(epoch, new TreeSet<>(route.apply(epoch.map())), entered)) {
                return new Lease(
                        epoch,
                        () -> {
                            leaveAll(entered);
                            pace.took(world.nanoTime() - begin);
                        });
            }
            leaveAll(entered);
            var left = PATIENCE_OF_WRITERS.minusNanos(world.nanoTime() - begin);
            if (left.isNegative() || !turns.awaitBeyond(seen, left)) {
                throw new ShardsException(
                        Kind.BUSY,
                        "writes have been held back for %s while rows are moved; try again"
                                .formatted(PATIENCE_OF_WRITERS));
            }
        }
    }

    private static boolean enterAll(
            Epoch epoch, NavigableSet<ShardId> shards, List<Served> entered) {
        for (var shard : shards) {
            var served = epoch.of(shard);
            if (!served.writers().enter()) {
                return false;
            }
            entered.add(served);
        }
        return true;
    }

    private static void leaveAll(List<Served> entered) {
        entered.forEach(served -> served.writers().leave());
    }

    /// Runs `work` in a transaction of the shard that has the rows with this sharding value.
    public <T> T write(Object key, String what, Function<Session, T> work) {
        try (var lease = write(map -> List.of(map.shardOf(key)))) {
            var shard = lease.map().shardOf(key);
            heat.routed(key, shard);
            return lease.database(shard).write(what, work);
        }
    }

    /// Runs `work` on one state of the shard that has the rows with this sharding value.
    public <T> T read(Object key, String what, Function<Session, T> work) {
        try (var lease = read()) {
            var shard = lease.map().shardOf(key);
            heat.routed(key, shard);
            return lease.database(shard).read(what, work);
        }
    }

    /// How many rows of this sharded table each shard has.
    public NavigableMap<ShardId, Long> count(Table table) {
        var rows = new TableRows(table);
        var counts = new TreeMap<ShardId, Long>();
        try (var lease = read()) {
            for (var shard : lease.map().shards()) {
                counts.put(shard, lease.database(shard).read("count", rows::count));
            }
        }
        return counts;
    }

    /// Begins to change the map: writes down what is to be done, makes the databases of the shards that change, and has
    /// changes of their rows written down. The rows are up to the caller.
    ///
    /// Throws [ShardsException] with `MOVING` when a change is under way; nothing is changed then.
    ///
    /// @param sentence what is being done, such as `split shard-2 into shard-2 and shard-5`
    /// @param after the version after the one that holds
    public MapChange change(String sentence, ShardMap after) {
        return MapChange.begin(this, sentence, after);
    }

    /// A move that another process has left, and that could not be undone when these were opened: done now, if it can be.
    void recoverFormerMove() {
        var recovery = new Recovery(world, databases, store, map());
        store.move().ifPresent(recovery::recover);
    }

    /// Whether nobody else moves rows; then who has asked ends it.
    boolean startMoving() {
        return moving.compareAndSet(false, true);
    }

    void endMoving() {
        waiting.set(Optional.empty());
        moving.set(false);
    }

    /// Has the rest of a move done in a task of its own, for which the next move has to wait.
    ///
    /// @param sentence why
    void later(String sentence, Runnable rest) {
        waiting.set(Optional.of(sentence));
        node.spawn("end of a move", rest);
    }

    /// Why no move can begin, where that is only because somebody still reads what a former one has left.
    Optional<String> waiting() {
        return waiting.get();
    }

    World world() {
        return world;
    }

    OpenDatabases databases() {
        return databases;
    }

    MapStore store() {
        return store;
    }

    Epoch epoch() {
        return current.get();
    }

    ShardState stateOf(ShardId shard, ShardMap map) {
        return new ShardState(
                cluster, shard, map.since(shard), Part.of(map.strategy(), shard), opening);
    }

    /// From now on everybody goes by this map; answers what held before.
    Epoch publish(ShardMap map) {
        var before = current.get();
        var served = new TreeMap<ShardId, Served>();
        for (var shard : map.shards()) {
            var old = before.served().get(shard);
            served.put(
                    shard,
                    old != null && before.map().since(shard) == map.since(shard)
                            ? old
                            : served(databases.of(shard, map)));
        }
        current.set(new Epoch(map, served, new InFlight(world, "readers")));
        return before;
    }

    /// Wakes the writers who wait for their shards.
    void wakeWriters() {
        turns.advanceTo(turns.value() + 1);
    }

    /// Closes all databases, as the end of the node does.
    @Override
    public void close() {
        databases.stop();
    }
}
