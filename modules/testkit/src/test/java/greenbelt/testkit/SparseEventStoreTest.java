package greenbelt.testkit;

import static greenbelt.testkit.EventStoreStage.ORDER;
import static greenbelt.testkit.EventStoreStage.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.MemoryEventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An event store whose positions have gaps")
class SparseEventStoreTest extends EventStoreContract {
    private @Nullable EventStore store;

    @Override
    protected World newWorld() {
        store = null;
        return new VirtualWorld(7);
    }

    @Override
    protected EventStore open(World itsWorld, Node itsNode) {
        if (store == null) {
            store = MemoryEventStore.sparse((VirtualWorld) itsWorld, 7);
        }
        return store;
    }

    @Test
    @DisplayName("has every seventh position only")
    void gaps() {
        stage().play(() -> {
            stage().append(ORDER, new Any(), "a", "b");
            stage().append(OTHER, new Any(), "c");

            assertThat(stage().store().readAll(0, EventStoreStage.ALL))
                    .extracting(StoredEvent::position)
                    .containsExactly(7L, 14L, 21L);
        });
    }
}
