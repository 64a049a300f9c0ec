package greenbelt.shard.write;

import static org.assertj.core.api.Assertions.catchThrowable;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.ShardTables;
import greenbelt.shard.write.Transfer.Side;
import greenbelt.testkit.FaultyDatabase;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.StepListener;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// Two shards and a coordinator, each on a node of its own, and an order of 100.00 on either shard.
final class TwoShards implements Participants, AutoCloseable {
    static final String COORDINATOR = "coordinator";
    static final ShardId ONE = new ShardId(1);
    static final ShardId TWO = new ShardId(2);
    private static final BigDecimal ALL = new BigDecimal("200.00");

    private static final Schema ORDERS =
            new Schema(
                            1,
                            List.of(
                                    "create table orders (order_id bigint primary key, user_id bigint not null,"
                                            + " total decimal(12,2) not null)"))
                    .and(List.of(ShardTables.creation(Saga.MARKS)));

    private final World world;
    private final Disk disk;
    private final ShardMap map = ShardMap.hashed(Layout.BY_USER, 2);
    private final Map<String, Database> databases = new TreeMap<>();
    private final Node client;
    private String logName = WriteLog.NAME;
    private final Side from = side(ONE, 1_001);
    private final Side to = side(TWO, 1_002);

    TwoShards() {
        this(new VirtualWorld(11), world -> new MemoryDisk((VirtualWorld) world));
    }

    /// The same in a live world.
    static TwoShards onFiles(Path folder) {
        return new TwoShards(
                new LiveWorld(), world -> new FileDisk(world, folder, Durability.PROCESS));
    }

    private TwoShards(World world, Function<World, Disk> disk) {
        this.world = world;
        this.disk = disk.apply(world);
        this.client = world.start("client");
        start();
        for (var side : List.of(from, to)) {
            inTask(() ->
                    database(shardOf(side.user()))
                            .write(
                                    "place order",
                                    session ->
                                            session.update(
                                                    "insert into orders values (?, ?, 100)",
                                                    side.order(),
                                                    side.user())));
        }
    }

    private Side side(ShardId shard, long order) {
        long user =
                LongStream.range(1, 1_000)
                        .filter(some -> map.shardOf(some).equals(shard))
                        .findFirst()
                        .orElseThrow();
        return new Side(user, order);
    }

    /// Starts the nodes that are not up.
    void start() {
        for (var shard : shards()) {
            start(shard.toString(), shard.toString(), ORDERS);
        }
        start(COORDINATOR, logName, WriteLog.SCHEMA);
    }

    private void start(String name, String database, Schema schema) {
        if (world.node(name).isEmpty()) {
            var node = world.start(name);
            var opened = new FaultyDatabase(disk.open(database, schema));
            node.attach(opened);
            databases.put(name, opened);
        }
    }

    /// @param names of one node or of several, such as `shard-1 shard-2`
    void crash(String names) {
        for (var name : names.split(" ", -1)) {
            world.node(name).ifPresent(Node::crash);
        }
    }

    /// The coordinator comes back with a log in which there is nothing.
    void loseLog() {
        crash(COORDINATOR);
        logName = "other-" + WriteLog.NAME;
        start();
    }

    Transfer transfer(String name, String amount) {
        return new Transfer(name, from, to, new BigDecimal(amount));
    }

    /// To an order that there is not.
    Transfer impossible(String name, String amount) {
        return new Transfer(name, from, new Side(to.user(), 9_999), new BigDecimal(amount));
    }

    FaultyDatabase database(String node) {
        return (FaultyDatabase) Optional.ofNullable(databases.get(node)).orElseThrow();
    }

    /// The log, opened anew as by a coordinator that starts.
    WriteLog log() {
        return new WriteLog(world, database(COORDINATOR));
    }

    <T> T inTask(Supplier<T> body) {
        return world.enter(client, "test", body);
    }

    /// Runs `work` on the coordinator, who may crash meanwhile; answers whether it came to its end without a failure.
    boolean onCoordinator(Consumer<WriteLog> work) {
        var coordinator = world.node(COORDINATOR).orElseThrow();
        var failure =
                catchThrowable(() ->
                        world.enter(
                                coordinator,
                                "write",
                                () -> {
                                    work.accept(log());
                                    return true;
                                }));
        return failure == null;
    }

    /// The same, with a node that crashes at one of the coordinator's steps.
    boolean crashing(String victim, int step, Consumer<WriteLog> work) {
        var crash =
                new Steps(reached -> {
                    if (reached == step) {
                        crash(victim);
                    }
                });
        world.onStep(crash);
        try {
            return onCoordinator(work);
        } finally {
            world.offStep(crash);
        }
    }

    /// How many steps the coordinator makes.
    int steps(Consumer<WriteLog> work) {
        var count = new Steps(reached -> {});
        world.onStep(count);
        onCoordinator(work);
        world.offStep(count);
        return count.reached;
    }

    /// What somebody reads just after the coordinator has come to its step of this name for the first time.
    <T> Optional<T> seenAt(String point, Consumer<WriteLog> work, Supplier<T> look) {
        var seen = new Seen<T>();
        StepListener listener =
                (node, task, reached) -> {
                    if (reached.equals(point) && seen.value.isEmpty() && !seen.looking) {
                        seen.looking = true;
                        seen.value = Optional.of(look.get());
                    }
                };
        world.onStep(listener);
        onCoordinator(work);
        world.offStep(listener);
        return seen.value;
    }

    private static final class Seen<T> {
        private boolean looking;
        private Optional<T> value = Optional.empty();
    }

    private static final class Steps implements StepListener {
        private final Consumer<Integer> each;
        private int reached;

        Steps(Consumer<Integer> each) {
            this.each = each;
        }

        @Override
        public void reached(Node node, String task, String point) {
            if (node.name().equals(COORDINATOR)) {
                reached++;
                each.accept(reached);
            }
        }
    }

    /// What the two orders stand at, such as `70.00 + 130.00`.
    String totals() {
        return inTask(this::totalsHere);
    }

    String totalsHere() {
        return total(ONE) + " + " + total(TWO);
    }

    private BigDecimal total(ShardId shard) {
        return database(shard)
                .read(
                        "sum",
                        session ->
                                session.queryOne(
                                                "select sum(total) as total from orders",
                                                row -> new BigDecimal(row.text("total")))
                                        .orElseThrow());
    }

    /// Whether the totals add up to what they were.
    boolean isWhole() {
        return inTask(() -> total(ONE).add(total(TWO)).compareTo(ALL) == 0);
    }

    @Override
    public NavigableSet<ShardId> shards() {
        return map.shards();
    }

    @Override
    public ShardId shardOf(Object key) {
        return map.shardOf(key);
    }

    @Override
    public Database database(ShardId shard) {
        return database(shard.toString());
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
