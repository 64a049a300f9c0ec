package greenbelt.eventstore.jdbc;

import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.eventstore.EventStore;
import greenbelt.testkit.EventStoreContract;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The event store in a database in a file")
class FileJdbcEventStoreTest extends EventStoreContract {
    @TempDir Path folder;

    @Override
    protected World newWorld() {
        return new LiveWorld();
    }

    @Override
    protected EventStore open(World itsWorld, Node itsNode) {
        var disk = new FileDisk(itsWorld, folder, Durability.PROCESS);
        var database = disk.open("events", JdbcEventStore.SCHEMA);
        itsNode.attach(database);
        return JdbcEventStore.open(itsWorld, itsNode, database);
    }
}
