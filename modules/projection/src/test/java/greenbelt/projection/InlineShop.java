package greenbelt.projection;

import greenbelt.database.Database;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A node with an event store that writes inline projections, in a virtual world, that can crash and come back.
final class InlineShop implements AutoCloseable {
    /// Small, so that building takes several.
    static final int BATCH = 3;

    private static final Batches BATCHES = Batches.STANDARD.withInline(BATCH);

    static final Duration PATIENCE = Duration.ofHours(1);

    final VirtualWorld world;
    private final MemoryDisk disk;
    private Seen seen = Seen.readModel("seen");
    private Optional<Open> open = Optional.empty();

    /// What there is while the node is up.
    private record Open(
            Node node,
            Database database,
            InlineProjections inline,
            JdbcEventStore store,
            Projections projections) {}

    InlineShop(long seed) {
        world = new VirtualWorld(seed);
        disk = new MemoryDisk(world);
    }

    void start() {
        start(seen);
    }

    void start(Seen projection) {
        start(List.of(projection));
    }

    /// Without inline projections, as before there were any.
    void startWithout() {
        start(List.of());
    }

    private void start(List<Projection> inline) {
        var node = world.start("shop");
        var database = disk.open("events", JdbcEventStore.SCHEMA);
        node.attach(database);
        open = Optional.of(world.enter(node, "open", () -> open(node, database, inline)));
        inTask(() -> true); // until what goes on with building has ended
    }

    private Open open(Node node, Database database, List<Projection> projections) {
        var log =
                new InlineProjections.Log(
                        JdbcEventStore::lastPosition, JdbcEventStore::eventsAfter);
        var inline =
                projections.isEmpty()
                        ? InlineProjections.none()
                        : InlineProjections.open(
                                new InlineProjections.Parts(world, node, database, log, BATCHES),
                                projections);
        var store =
                JdbcEventStore.open(
                        world, node, database, JdbcEventStore.Settings.STANDARD.withInline(inline));
        var shop = disk.open("shop", new Schema(1, Projections.TABLES));
        node.attach(shop);
        var parts =
                new Projections.Parts(world, node, store, shop, Interceptor.NONE, Batches.STANDARD);
        return new Open(node, database, inline, store, Projections.start(parts, inline, List.of()));
    }

    private Open open() {
        return open.orElseThrow();
    }

    void restart() {
        node().stop();
        start();
    }

    /// With the same projection, which cannot be cured of what it cannot read.
    void withStrictProjection() {
        seen = Seen.readModel("seen");
    }

    <T> T inTask(Supplier<T> body) {
        return world.enter(node(), "test", body);
    }

    Node node() {
        return open().node();
    }

    Seen seen() {
        return seen;
    }

    JdbcEventStore store() {
        return open().store();
    }

    Projections projections() {
        return open().projections();
    }

    void append(String id, String type) {
        inTask(() -> append(store(), id, type));
    }

    static boolean append(EventStore to, String id, String type) {
        to.append(new StreamId("s"), new Expected.Any(), List.of(Shop.event(id, type)));
        return true;
    }

    /// Does something to the tables past everybody.
    void write(String sql) {
        inTask(() -> open().database().write("interfere", session -> session.update(sql)));
    }

    List<String> rows() {
        return inTask(() -> open().inline().read("seen", "look", seen::ids));
    }

    List<String> log() {
        return inTask(() ->
                store().readAll(0, EventStore.MAX_EVENTS_PER_READ).stream()
                        .map(stored -> stored.event().id().value())
                        .toList());
    }

    List<ProjectionStatus> status() {
        return inTask(() -> projections().status());
    }

    /// Whether the projection has seen events that are not in the log, while nobody has it open.
    boolean isAhead() {
        var coroner = world.start("coroner");
        return world.enter(
                coroner,
                "look",
                () -> {
                    var found = disk.open("events", JdbcEventStore.SCHEMA);
                    coroner.attach(found);
                    boolean isAhead =
                            found.read(
                                    "look",
                                    session ->
                                            session.queryOne(
                                                            """
                                                            select max(position) >
                                                            (select coalesce(max(position), 0) from event) as ahead
                                                            from projection\
                                                            """,
                                                            row -> row.flag("ahead"))
                                                    .orElseThrow());
                    coroner.stop();
                    return isAhead;
                });
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
