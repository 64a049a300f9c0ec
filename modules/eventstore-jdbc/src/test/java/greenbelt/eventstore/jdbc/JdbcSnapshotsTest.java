package greenbelt.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.Database;
import greenbelt.database.MemoryDisk;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Snapshot;
import greenbelt.eventstore.Snapshots;
import greenbelt.eventstore.StreamId;
import greenbelt.testkit.FaultyDatabase;
import greenbelt.testkit.SnapshotsContract;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The place for snapshots in the database of the events")
class JdbcSnapshotsTest extends SnapshotsContract {
    private static final StreamId STREAM = new StreamId("order-1");
    private static final Snapshot SNAPSHOT =
            Snapshot.of(STREAM, 1, new MessageId("placed"), 1, "{}");

    @Override
    protected World newWorld() {
        return new VirtualWorld(7);
    }

    @Override
    protected Snapshots open(World itsWorld, Node itsNode) {
        var disk = new MemoryDisk((VirtualWorld) itsWorld);
        var database = disk.open("events", JdbcEventStore.SCHEMA);
        itsNode.attach(database);
        return new JdbcSnapshots(database);
    }

    @Test
    @DisplayName("loses a snapshot with its stream, when that is deleted")
    void goesWithItsStream() {
        in(database -> {
            var node = database.node();
            var store = JdbcEventStore.open(database.world(), node, database.real());
            var snapshots = new JdbcSnapshots(database.real());
            store.append(STREAM, new Expected.NoStream(), List.of(placed()));
            snapshots.save(SNAPSHOT);

            store.delete(STREAM, new Expected.Any());

            assertThat(snapshots.find(STREAM)).isEmpty();
        });
    }

    @Test
    @DisplayName("says that a snapshot is not kept when the database does not take it")
    void databaseRefuses() {
        in(database -> {
            var failing = new FaultyDatabase(database.real());
            failing.fail("save snapshot", 1);
            var snapshots = new JdbcSnapshots(failing);

            assertThat(snapshots.save(SNAPSHOT)).isFalse();
            assertThat(snapshots.find(STREAM)).isEmpty();
            assertThat(snapshots.save(SNAPSHOT)).isTrue();
        });
    }

    private record Stage(World world, Node node, Database real) {}

    private static void in(Consumer<Stage> body) {
        try (var world = new VirtualWorld(7)) {
            var node = world.start("order");
            var database = new MemoryDisk(world).open("events", JdbcEventStore.SCHEMA);
            node.attach(database);
            world.enter(
                    node,
                    "test",
                    () -> {
                        body.accept(new Stage(world, node, database));
                        return true;
                    });
        }
    }

    private static Envelope placed() {
        return new Envelope(
                new MessageId("placed"),
                "order",
                "OrderPlaced",
                1,
                "order-1",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                "{}");
    }
}
