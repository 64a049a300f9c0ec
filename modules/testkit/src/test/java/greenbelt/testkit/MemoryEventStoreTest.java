package greenbelt.testkit;

import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.MemoryEventStore;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The event store in memory")
class MemoryEventStoreTest extends EventStoreContract {
    private @Nullable MemoryEventStore store;

    @Override
    protected World newWorld() {
        store = null;
        return new VirtualWorld(7);
    }

    @Override
    protected EventStore open(World itsWorld, Node itsNode) {
        if (store == null) {
            store = new MemoryEventStore((VirtualWorld) itsWorld);
        }
        return store;
    }
}
