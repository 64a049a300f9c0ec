package greenbelt.eventstore.jdbc;

import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.testkit.InlineContract;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is written inline with events in a database in a file")
class FileJdbcInlineTest extends InlineContract {
    @TempDir Path folder;

    @Override
    protected World newWorld() {
        return new LiveWorld();
    }

    @Override
    protected EventStore open(World itsWorld, Node itsNode, Consumer<List<StoredEvent>> inline) {
        var disk = new FileDisk(itsWorld, folder, Durability.PROCESS);
        var database = disk.open("events", JdbcEventStore.SCHEMA);
        itsNode.attach(database);
        return JdbcEventStore.open(
                itsWorld,
                itsNode,
                database,
                JdbcEventStore.Settings.STANDARD.withInline(
                        (session, events) -> inline.accept(events)));
    }
}
