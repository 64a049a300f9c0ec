package greenbelt.eventstore.journal;

import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.ForwardingEventStore;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StreamChange;
import greenbelt.eventstore.StreamId;

/// A store whose events are read from the journal where the journal has them, which nobody notices but by the time it
/// takes.
final class JournaledStore extends ForwardingEventStore {
    private final EventStore store;
    private final Journal journal;

    JournaledStore(EventStore store, Journal journal) {
        super(store);
        this.store = store;
        this.journal = journal;
    }

    @Override
    public Slice readAll(long position, int limit, EventFilter filter) {
        return limit < 1
                ? super.readAll(position, limit, filter)
                : journal.slice(store, position, limit, filter)
                        .orElseGet(() -> super.readAll(position, limit, filter));
    }

    @Override
    public StreamChange archive(StreamId stream, Expected expected) {
        return changing(super.archive(stream, expected));
    }

    @Override
    public StreamChange delete(StreamId stream, Expected expected) {
        return changing(super.delete(stream, expected));
    }

    /// What was deleted is to be gone from the disk, too.
    private StreamChange changing(StreamChange change) {
        journal.ring();
        return change;
    }
}
