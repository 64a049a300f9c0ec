package greenbelt.eventstore;

import greenbelt.world.Watermark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/// An event store that hands every call to another one, for those that change only some: they override these.
///
/// The calls that [EventStore] makes of others, such as appending to one stream, are made of these here, too. The idea is
/// Joshua Bloch's forwarding class, *Effective Java* (3rd edition, 2018), item 18. As safe for many tasks as the store
/// behind it.
public abstract class ForwardingEventStore implements EventStore {
    private final EventStore store;

    /// @param store that is handed the calls
    protected ForwardingEventStore(EventStore store) {
        this.store = store;
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
    public Slice readAll(long position, int limit, EventFilter filter) {
        return store.readAll(position, limit, filter);
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
    public StreamChange archive(StreamId stream, Expected expected) {
        return store.archive(stream, expected);
    }

    @Override
    public StreamChange delete(StreamId stream, Expected expected) {
        return store.delete(stream, expected);
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
