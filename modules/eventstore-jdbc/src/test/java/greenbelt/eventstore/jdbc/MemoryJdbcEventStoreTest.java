package greenbelt.eventstore.jdbc;

import greenbelt.database.MemoryDisk;
import greenbelt.eventstore.EventStore;
import greenbelt.testkit.EventStoreContract;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The event store in a database in memory")
class MemoryJdbcEventStoreTest extends EventStoreContract {
    private final VirtualWorld world = new VirtualWorld(7);
    private final MemoryDisk disk = new MemoryDisk(world);

    @Override
    protected World newWorld() {
        return world;
    }

    @Override
    protected EventStore open(World itsWorld, Node itsNode) {
        var database = disk.open("events", JdbcEventStore.SCHEMA);
        itsNode.attach(database);
        return JdbcEventStore.open(world, itsNode, database);
    }

    @Override
    protected void release() {
        disk.close();
    }
}
