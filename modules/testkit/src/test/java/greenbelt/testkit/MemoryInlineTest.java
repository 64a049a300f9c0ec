package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.AppendRule;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.MemoryEventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is written inline with events in memory")
class MemoryInlineTest extends InlineContract {
    @Override
    protected World newWorld() {
        return new VirtualWorld(7);
    }

    @Override
    protected EventStore open(World itsWorld, Node itsNode, Consumer<List<StoredEvent>> inline) {
        return new MemoryEventStore(
                (VirtualWorld) itsWorld,
                AppendRule.NONE,
                (itsStore, events) -> inline.accept(events));
    }

    @Test
    @DisplayName(
            "has a contract that is failed in every sentence by a store that hands over nothing")
    void negativeControl() {
        assertThat(NegativeControl.passedAgainst(HandsOverNothing.class)).isEmpty();
    }

    /// Not run by itself: nested classes are not picked up.
    static class HandsOverNothing extends InlineContract {
        @Override
        protected World newWorld() {
            return new VirtualWorld(7);
        }

        @Override
        protected EventStore open(
                World itsWorld, Node itsNode, Consumer<List<StoredEvent>> inline) {
            return new MemoryEventStore((VirtualWorld) itsWorld);
        }
    }
}
