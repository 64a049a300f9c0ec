package greenbelt.testkit;

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

/// An event store that hands everything on to another; for tests, which override what they want otherwise.
public class ForwardingEventStore implements EventStore {
    private final EventStore real;

    public ForwardingEventStore(EventStore real) {
        this.real = real;
    }

    @Override
    public MultiAppendResult appendAll(List<StreamAppend> appends) {
        return real.appendAll(appends);
    }

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        return real.read(stream, version, limit);
    }

    @Override
    public List<StoredEvent> readBackward(StreamId stream, long version, int limit) {
        return real.readBackward(stream, version, limit);
    }

    @Override
    public Slice readAll(long position, int limit, EventFilter filter) {
        return real.readAll(position, limit, filter);
    }

    @Override
    public Slice readAllBackward(long position, int limit, EventFilter filter) {
        return real.readAllBackward(position, limit, filter);
    }

    @Override
    public Optional<StreamInfo> stream(StreamId stream) {
        return real.stream(stream);
    }

    @Override
    public List<StreamInfo> streams(String prefix, String after, int limit) {
        return real.streams(prefix, after, limit);
    }

    @Override
    public StreamChange describe(StreamId stream, String metadata) {
        return real.describe(stream, metadata);
    }

    @Override
    public StreamChange archive(StreamId stream, Expected expected) {
        return real.archive(stream, expected);
    }

    @Override
    public StreamChange delete(StreamId stream, Expected expected) {
        return real.delete(stream, expected);
    }

    @Override
    public SortedSet<EventShape> shapes() {
        return real.shapes();
    }

    @Override
    public OptionalLong edition() {
        return real.edition();
    }

    @Override
    public Watermark durablePosition() {
        return real.durablePosition();
    }
}
