package greenbelt.bench.eventstore;

import greenbelt.database.Database;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.projection.Batches;
import greenbelt.projection.InlineProjections;
import greenbelt.projection.Projection;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The event store in a file, in a live world of its own.
final class LiveStore implements AutoCloseable {
    /// What the file's database is called.
    static final String NAME = "events";

    private final LiveWorld world = new LiveWorld();
    private final Node node = world.start("bench");
    private final JdbcEventStore store;

    LiveStore(Path folder, Durability durability) {
        this(folder, durability, List.of());
    }

    /// @param inline what is written with each append
    LiveStore(Path folder, Durability durability, List<Projection> inline) {
        this.store =
                inTask(() -> {
                    var disk = new FileDisk(world, folder, durability);
                    var database = disk.open(NAME, JdbcEventStore.SCHEMA);
                    node.attach(database);
                    return JdbcEventStore.open(
                            world,
                            node,
                            database,
                            JdbcEventStore.Settings.STANDARD.withInline(open(database, inline)));
                });
    }

    private InlineProjections open(Database database, List<Projection> inline) {
        var log =
                new InlineProjections.Log(
                        JdbcEventStore::lastPosition, JdbcEventStore::eventsAfter);
        return inline.isEmpty()
                ? InlineProjections.none()
                : InlineProjections.open(
                        new InlineProjections.Parts(world, node, database, log, Batches.STANDARD),
                        inline);
    }

    World world() {
        return world;
    }

    Node node() {
        return node;
    }

    JdbcEventStore store() {
        return store;
    }

    <T> T with(Function<JdbcEventStore, T> work) {
        return inTask(() -> work.apply(store));
    }

    <T> T inTask(Supplier<T> work) {
        return world.enter(node, "bench", work);
    }

    @Override
    public void close() {
        node.stop();
        world.close();
    }
}
