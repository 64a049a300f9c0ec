package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.event.Envelope;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The contract of event stores")
class EventStoreContractTest {
    @Test
    @DisplayName("is failed in every sentence by a store that does nothing")
    void negativeControl() {
        assertThat(NegativeControl.passedAgainst(DoNothing.class)).isEmpty();
    }

    /// Not run by itself: nested classes are not picked up.
    static class DoNothing extends EventStoreContract {
        @Override
        protected World newWorld() {
            return new VirtualWorld(7);
        }

        @Override
        protected EventStore open(World itsWorld, Node itsNode) {
            return new Idle(itsWorld.watermark("durable position", 0));
        }
    }

    /// Says yes to everything, keeps nothing.
    record Idle(Watermark durablePosition) implements EventStore {
        @Override
        public AppendResult append(StreamId stream, Expected expected, List<Envelope> events) {
            return new AppendResult.Appended(events.size(), events.size());
        }

        @Override
        public List<StoredEvent> read(StreamId stream, long version, int limit) {
            return List.of();
        }

        @Override
        public List<StoredEvent> readAll(long position, int limit) {
            return List.of();
        }
    }
}
