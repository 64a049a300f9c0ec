package greenbelt.projection;

import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.MemoryEventStore;
import greenbelt.eventstore.StreamId;
import greenbelt.testkit.FaultyDatabase;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A node with projections in a virtual world, that can crash and come back.
final class Shop implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofHours(1);

    final VirtualWorld world = new VirtualWorld(7);
    final Seen sales = Seen.readModel("sales");
    final Seen stock = Seen.readModel("stock");
    final Seen bells = new Seen("bells", Projection.Kind.PROCESS);
    private final MemoryDisk disk = new MemoryDisk(world);
    private MemoryEventStore events = new MemoryEventStore(world);
    private final Batches batches;
    private boolean withProcess = true;
    private Node node;
    private FaultyDatabase database;
    private Projections projections;

    Shop() {
        this(Batches.STANDARD);
    }

    Shop(Batches batches) {
        this.batches = batches;
        node = world.start("shop");
        database = open();
        projections = inTask(this::startProjections);
    }

    private FaultyDatabase open() {
        var opened = new FaultyDatabase(disk.open("shop", new Schema(1, Projections.TABLES)));
        node.attach(opened);
        return opened;
    }

    private Projections startProjections() {
        return Projections.start(
                new Projections.Parts(world, node, events, database, Interceptor.NONE, batches),
                withProcess ? List.of(sales, stock, bells) : List.of(sales, stock));
    }

    void restartWithoutProcess() {
        withProcess = false;
        restart();
    }

    /// Waits until a projection has taken every event.
    Awaited await(String projection) {
        return inTask(() ->
                projections.awaitAppend(
                        List.of(projection), events.durablePosition().value(), PATIENCE));
    }

    <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    Projections projections() {
        return projections;
    }

    FaultyDatabase database() {
        return database;
    }

    /// Appends an event to the stream of this name, and returns when all that it causes has been done.
    long append(String stream, String id, String type) {
        return inTask(() -> {
            events.append(new StreamId(stream), new Expected.Any(), List.of(event(id, type)));
            return events.durablePosition().value();
        });
    }

    /// Appends so many events at once.
    void appendAtOnce(int count) {
        inTask(() -> {
            var all =
                    IntStream.rangeClosed(1, count).mapToObj(i -> event("e" + i, "Sold")).toList();
            return events.append(new StreamId("s"), new Expected.Any(), all);
        });
    }

    void append(int first, int last) {
        for (int i = first; i <= last; i++) {
            append("s-" + i % 3, "e" + i, "Sold");
        }
    }

    List<String> read(Seen projection) {
        return inTask(() -> projections.read(projection.name(), "read", projection::ids));
    }

    Switched switchOver(Seen projection) {
        return inTask(() -> projections.switchOver(projection.name(), Duration.ofSeconds(1)));
    }

    Rebuilt rebuild(Seen projection) {
        return inTask(() -> projections.rebuild(projection.name()));
    }

    List<ProjectionStatus> status(Seen projection) {
        return inTask(() -> projections.status()).stream()
                .filter(status -> status.name().equals(projection.name()))
                .toList();
    }

    void crash() {
        node.crash();
    }

    void restart() {
        node = world.start("shop");
        database = open();
        projections = inTask(this::startProjections);
        inTask(() -> true);
    }

    /// As when somebody has put another file in its place.
    void loseEvents() {
        events = new MemoryEventStore(world);
    }

    /// A thing of this type that happened.
    static Envelope event(String id, String type) {
        return new Envelope(
                new MessageId(id),
                "shop",
                type,
                1,
                "s",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "{}");
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
