package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.MultiAppendResult;
import greenbelt.eventstore.MultiAppendResult.AllAppended;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamChange;
import greenbelt.eventstore.StreamChange.Changed;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.eventstore.StreamState;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
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
        public OptionalLong edition() {
            return OptionalLong.of(0);
        }

        @Override
        public MultiAppendResult appendAll(List<StreamAppend> appends) {
            return new AllAppended(
                    appends.stream()
                            .map(append ->
                                    new Appended(append.events().size(), append.events().size()))
                            .toList());
        }

        @Override
        public List<StoredEvent> read(StreamId stream, long version, int limit) {
            return List.of();
        }

        @Override
        public List<StoredEvent> readBackward(StreamId stream, long version, int limit) {
            return List.of();
        }

        @Override
        public Slice readAll(long position, int limit, EventFilter filter) {
            return new Slice(List.of(), position);
        }

        @Override
        public Slice readAllBackward(long position, int limit, EventFilter filter) {
            return new Slice(List.of(), 0);
        }

        @Override
        public Optional<StreamInfo> stream(StreamId stream) {
            return Optional.empty();
        }

        @Override
        public List<StreamInfo> streams(String prefix, String after, int limit) {
            return List.of();
        }

        @Override
        public StreamChange describe(StreamId stream, String metadata) {
            return new Changed(info(stream));
        }

        @Override
        public StreamChange archive(StreamId stream, Expected expected) {
            return new Changed(info(stream));
        }

        @Override
        public StreamChange delete(StreamId stream, Expected expected) {
            return new Changed(info(stream));
        }

        @Override
        public SortedSet<EventShape> shapes() {
            return Collections.emptySortedSet();
        }

        private static StreamInfo info(StreamId stream) {
            return new StreamInfo(stream, StreamState.OPEN, 1, 1, 1, 1, Instant.EPOCH, "");
        }
    }
}
