package greenbelt.eventstore;

import greenbelt.event.MessageId;
import java.util.List;
import java.util.Optional;

/// The states of streams: from the last snapshot and the events since, or from all events.
///
/// A snapshot counts only when its bytes are those that were written, its schema is today's, and the event on which it
/// stands is still in the stream, at its version. So after a crash, in a copy that was cut off, and in a history that
/// went another way, the state is the one that the events say. Safe for many tasks.
///
/// @param <S> the states
public final class StreamStates<S> {
    private final EventStore store;
    private final Snapshots snapshots;
    private final SnapshotPolicy policy;
    private final Folding<S> folding;

    public StreamStates(
            EventStore store, Snapshots snapshots, SnapshotPolicy policy, Folding<S> folding) {
        this.store = store;
        this.snapshots = policy instanceof SnapshotPolicy.Never ? Snapshots.NONE : snapshots;
        this.policy = policy;
        this.folding = folding;
    }

    /// A stream as it is.
    ///
    /// @param version of its last event, 0 when it has none
    /// @param read how many events were read for it, with the one on which the snapshot stands
    public record Loaded<S>(S state, long version, long read) {}

    /// Reads a stream.
    public Loaded<S> load(StreamId stream) {
        return snapshots
                .find(stream)
                .flatMap(this::fromSnapshot)
                .orElseGet(() -> fold(stream, new Loaded<>(folding.initial(), 0, 0)));
    }

    private Optional<Loaded<S>> fromSnapshot(Snapshot snapshot) {
        if (snapshot.schemaVersion() != folding.schemaVersion() || !snapshot.isIntact()) {
            return Optional.empty();
        }
        return folding.read(snapshot.data()).flatMap(state -> fromSnapshot(snapshot, state));
    }

    /// From the event on which the snapshot stands, so that one read shows whether it is of this history.
    private Optional<Loaded<S>> fromSnapshot(Snapshot snapshot, S state) {
        long before = snapshot.version() - 1;
        var tail = store.read(snapshot.stream(), before, EventStore.MAX_EVENTS_PER_READ);
        if (tail.isEmpty() || !isFoundation(tail.getFirst(), snapshot)) {
            return Optional.empty();
        }
        var known = new Loaded<>(state, snapshot.version(), 1);
        var after = after(known, tail.subList(1, tail.size()));
        return Optional.of(
                tail.size() < EventStore.MAX_EVENTS_PER_READ
                        ? after
                        : fold(snapshot.stream(), after));
    }

    private static boolean isFoundation(StoredEvent event, Snapshot snapshot) {
        return event.version() == snapshot.version() && event.event().id().equals(snapshot.last());
    }

    private Loaded<S> fold(StreamId stream, Loaded<S> from) {
        var now = from;
        while (true) {
            var events = store.read(stream, now.version(), EventStore.MAX_EVENTS_PER_READ);
            now = after(now, events);
            if (events.size() < EventStore.MAX_EVENTS_PER_READ) {
                return now;
            }
        }
    }

    private Loaded<S> after(Loaded<S> from, List<StoredEvent> events) {
        var state = from.state();
        for (var event : events) {
            state = folding.after(state, event);
        }
        return new Loaded<>(state, from.version() + events.size(), from.read() + events.size());
    }

    /// To be called when events have been appended and are durable: keeps a snapshot if one is due.
    ///
    /// @param before the version of the stream before them
    /// @param after its version now
    /// @param last the id of the last of them
    /// @param state what the stream has come to by it
    /// @return whether one was kept
    public boolean grown(StreamId stream, long before, long after, MessageId last, S state) {
        return policy.isDue(before, after)
                && snapshots.save(
                        Snapshot.of(
                                stream,
                                after,
                                last,
                                folding.schemaVersion(),
                                folding.write(state)));
    }
}
