package greenbelt.eventstore.jdbc;

import greenbelt.database.MemoryDisk;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.testkit.InlineContract;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;

@DisplayName("What is written inline with events in a database in memory")
class MemoryJdbcInlineTest extends InlineContract {
    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);

    @Override
    protected World newWorld() {
        return world;
    }

    @Override
    protected EventStore open(World itsWorld, Node itsNode, Consumer<List<StoredEvent>> inline) {
        var database = disk.open("events", JdbcEventStore.SCHEMA);
        itsNode.attach(database);
        return JdbcEventStore.open(
                world,
                itsNode,
                database,
                JdbcEventStore.Settings.STANDARD.withInline(
                        (session, events) -> inline.accept(events)));
    }

    @Override
    protected void release() {
        disk.close();
    }
}
