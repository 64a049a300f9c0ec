package greenbelt.simulator;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.event.TraceContext;
import greenbelt.shard.data.Loader;
import greenbelt.shard.data.Shop;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.history.History;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.shard.move.Proposal;
import greenbelt.shard.move.Rebalance;
import greenbelt.shard.move.Resharded;
import greenbelt.shard.move.Resharding;
import greenbelt.shard.run.Changed;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.Shards;
import greenbelt.shard.store.ShardsException;
import greenbelt.shard.twin.Twin;
import greenbelt.shard.write.Atomicity;
import greenbelt.telemetry.SpanKind;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/// A shop on shards, beside the running system: made by [#load], opened when it is first asked for, and there again when the
/// same data is opened the next time. If it was loaded with a twin, the same rows are in one database, to compare with.
///
/// For tasks. What changes it as a whole, [#load] and [#drop], is for one task while no other uses it.
public final class ShardedShop {
    /// The node whose the databases are.
    public static final String NODE = "shards";

    /// The attribute of a span that says which shard it is about, by number.
    public static final String SHARD = "greenbelt.shard";

    private final World world;
    private final Tracer tracer;
    private final Supplier<Disk> sharded;
    private final Supplier<Disk> unsharded;
    private final int atOnce;
    private final AtomicReference<Optional<OpeningShop>> open =
            new AtomicReference<>(Optional.empty());

    /// @param tracer records each statement, with what it asks of which shard
    /// @param sharded the disk of the shards
    /// @param unsharded the disk of the twin
    /// @param atOnce how many shards are at work at once; about as many as there are cores
    public ShardedShop(
            World world,
            Tracer tracer,
            Supplier<Disk> sharded,
            Supplier<Disk> unsharded,
            int atOnce) {
        this.world = world;
        this.tracer = tracer;
        this.sharded = sharded;
        this.unsharded = unsharded;
        this.atOnce = atOnce;
    }

    /// How much was loaded.
    ///
    /// @param twin whether into one database as well
    public record Loaded(long orders, long lines, int shards, boolean twin) {}

    /// Makes the shards of this map and loads a shop into them; waits until it is there.
    ///
    /// Throws [ShardsException] with `EXISTS` when there are shards; nothing is changed then. When the load fails, what was
    /// loaded is dropped.
    ///
    /// @param withTwin whether to load the same rows into one database, too
    /// @param listener hears how far it is
    public Loaded load(
            ShopPlan plan, ShardMap map, boolean withTwin, Consumer<Loader.Progress> listener) {
        if (exists()) {
            throw new ShardsException(
                    ShardsException.Kind.EXISTS,
                    "there is a sharded shop already; to load another one: shard drop");
        }
        var node = world.start(NODE);
        boolean done = false;
        try {
            var loaded = load(node, sharded.get(), plan, map, listener);
            if (withTwin) {
                load(node, unsharded.get(), plan, ShardMap.hashed(map.layout(), 1), listener);
            }
            done = true;
            return new Loaded(loaded.orders(), loaded.lines(), map.shards().size(), withTwin);
        } finally {
            node.stop();
            if (!done) {
                remove();
            }
        }
    }

    private Loader.Progress load(
            Node node, Disk disk, ShopPlan plan, ShardMap map, Consumer<Loader.Progress> listener) {
        try (var shards = Shards.create(world, node, disk, map)) {
            return new Loader(world, node, shards, new Shop(plan), listener).load();
        }
    }

    /// Makes the shards of this map, with no rows. Throws [ShardsException] with `EXISTS` when there are shards.
    void makeEmpty(ShardMap map) {
        var node = world.start(NODE);
        boolean done = false;
        try {
            Shards.create(world, node, sharded.get(), map).close();
            done = true;
        } finally {
            node.stop();
            if (!done) {
                remove();
            }
        }
    }

    /// Whether the order history of the running system is here.
    public boolean hasHistory() {
        return sharded.get().names().contains(History.NAME);
    }

    /// Whether it is open, or may come to be.
    boolean isOpen() {
        return open.get().filter(OpeningShop::isOfUse).isPresent();
    }

    /// The disk of the shards, which records what is asked of each.
    Disk disk() {
        return tracer.traced(sharded.get(), ShardedShop::facts);
    }

    <T> Mailbox<T> mailbox(String name) {
        return world.mailbox(name, 1);
    }

    /// Whether there is one.
    public boolean exists() {
        return open.get().isPresent() || !sharded.get().names().isEmpty();
    }

    /// Removes the shop and its twin for good. No effect when there is none.
    ///
    /// Throws [ShardsException] with `BUSY` while the order history is served from here; nothing is changed then.
    public void drop() {
        if (hasHistory()) {
            throw new ShardsException(
                    ShardsException.Kind.BUSY,
                    "the order history of the running system is on these shards; to give it back: shard detach");
        }
        open.getAndSet(Optional.empty()).ifPresent(OpeningShop::close);
        remove();
    }

    private void remove() {
        for (var disk : List.of(sharded.get(), unsharded.get())) {
            disk.names().forEach(disk::remove);
        }
    }

    /// The shards. Throws [ShardsException] when there are none, or they cannot be opened as they are.
    public Shards shards() {
        return opened().shards();
    }

    /// What was found and mended when the shards were opened, a sentence each. Throws as [#shards] does.
    public List<String> notes() {
        return opened().notes();
    }

    /// Runs statements on them. Throws as [#shards] does.
    public Queries queries() {
        return opened().queries();
    }

    /// Runs a statement that changes rows, on the twin, too, if there is one. Throws as [#shards] and
    /// [Queries#update(String, Object...)] do, and then the twin is as before.
    ///
    /// @param promise what holds when it concerns several shards
    public Changed update(Atomicity promise, String sql) {
        var it = opened();
        var changed =
                switch (promise) {
                    case TWO_PHASE -> it.queries().update(it.twoPhase(), sql);
                    case BEST_EFFORT ->
                            new Changed(it.queries().update(sql), new TreeSet<>(), new TreeSet<>());
                };
        it.twin()
                .ifPresent(
                        database -> database.write("write twin", session -> session.update(sql)));
        return changed;
    }

    /// Compares with the unsharded database; empty when the shop was loaded without. Throws as [#shards] does.
    public Optional<Twin> twin() {
        var it = opened();
        return it.twin().map(database -> new Twin(it.queries(), database));
    }

    /// The same rows in one database, which is made when the shop was loaded without. Throws as [#shards] does.
    ///
    /// @param listener hears how many rows have been copied; throws to have it given up
    public Database unsharded(LongConsumer listener) {
        return opened().makeTwin(world, unsharded.get(), listener);
    }

    /// The node whose the shards are. Throws as [#shards] does.
    public Node node() {
        return opened().node();
    }

    private static NavigableMap<String, Long> facts(String database) {
        var facts = new TreeMap<String, Long>();
        Shards.shardOf(database).ifPresent(shard -> facts.put(SHARD, (long) shard.number()));
        return facts;
    }

    /// Runs `work` as one statement, which is recorded as a trace with what each shard does for it.
    public <T> T statement(String what, Supplier<T> work) {
        return tracer.span(what).call(work);
    }

    /// Runs `work` as a part of the trace of whoever asked for it; of none when nobody says so.
    <T> T partOf(Optional<TraceContext> asker, String what, Supplier<T> work) {
        return asker.map(it -> tracer.span(what).kind(SpanKind.SERVER).childOf(it).call(work))
                .orElseGet(work);
    }

    /// How many rows of a sharded table are on each shard. Throws as [#shards] does.
    public NavigableMap<ShardId, Long> count(Table table) {
        return shards().count(table);
    }

    /// Moves rows until this map holds, or everything is as before. Throws as [Resharding#run] does.
    public Resharded reshard(
            String sentence, ShardMap after, Consumer<Resharding.Progress> listener) {
        return new Resharding(world, shards(), listener).run(sentence, after);
    }

    /// What to move, cheapest first. Throws as [#shards] does.
    public List<Proposal> proposals() {
        return Rebalance.propose(shards());
    }

    /// Opens it when nobody has, or its node has gone down since; who asks meanwhile waits for the same opening.
    OpenShop opened() {
        while (true) {
            var now = open.get();
            if (now.isPresent() && now.get().isOfUse()) {
                return now.get().await();
            }
            if (sharded.get().names().isEmpty()) {
                throw new ShardsException(
                        ShardsException.Kind.NO_MAP,
                        "there is no sharded shop; to make one: shard load 100000 --shards 4");
            }
            var next = new OpeningShop(world);
            if (open.compareAndSet(now, Optional.of(next))) {
                next.begin(NODE, node -> OpenShop.on(world, node, disk(), unsharded.get(), atOnce));
            }
        }
    }
}
