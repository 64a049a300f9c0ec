package greenbelt.eventstore.journal;

import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.MultiAppendResult;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamChange;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.world.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/// A store whose events are read from the journal where the journal has them, which nobody notices but by the time it
/// takes.
record JournaledStore(EventStore store, Journal journal) implements EventStore {
    @Override
    public Slice readAll(long position, int limit, EventFilter filter) {
        return limit < 1
                ? store.readAll(position, limit, filter)
                : journal.slice(store, position, limit, filter)
                        .orElseGet(() -> store.readAll(position, limit, filter));
    }

    @Override
    public StreamChange archive(StreamId stream, Expected expected) {
        return changing(store.archive(stream, expected));
    }

    @Override
    public StreamChange delete(StreamId stream, Expected expected) {
        return changing(store.delete(stream, expected));
    }

    /// What was deleted is to be gone from the disk, too.
    private StreamChange changing(StreamChange change) {
        journal.ring();
        return change;
    }

    @Override
    public MultiAppendResult appendAll(List<StreamAppend> appends) {
        return store.appendAll(appends);
    }

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        return store.read(stream, version, limit);
    }

    @Override
    public List<StoredEvent> readBackward(StreamId stream, long version, int limit) {
        return store.readBackward(stream, version, limit);
    }

    @Override
    public Slice readAllBackward(long position, int limit, EventFilter filter) {
        return store.readAllBackward(position, limit, filter);
    }

    @Override
    public Optional<StreamInfo> stream(StreamId stream) {
        return store.stream(stream);
    }

    @Override
    public List<StreamInfo> streams(String prefix, String after, int limit) {
        return store.streams(prefix, after, limit);
    }

    @Override
    public StreamChange describe(StreamId stream, String metadata) {
        return store.describe(stream, metadata);
    }

    @Override
    public SortedSet<EventShape> shapes() {
        return store.shapes();
    }

    @Override
    public OptionalLong edition() {
        return store.edition();
    }

    @Override
    public Watermark durablePosition() {
        return store.durablePosition();
    }
}
