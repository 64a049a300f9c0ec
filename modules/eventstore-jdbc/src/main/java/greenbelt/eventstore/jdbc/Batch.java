package greenbelt.eventstore.jdbc;

import greenbelt.database.Session;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.AppendResult.Conflict;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The appends of one transaction. What it learns counts only when the transaction is committed.
final class Batch {
    private final Session session;
    private final Heads committedHeads;
    private final Map<StreamId, Long> heads = new LinkedHashMap<>();
    private final List<StoredEvent> events = new ArrayList<>();
    private final long before;
    private long position;

    /// @param position where the store stands
    Batch(Session session, Heads committedHeads, long position) {
        this.session = session;
        this.committedHeads = committedHeads;
        this.before = position;
        this.position = position;
    }

    /// What a committed batch has changed.
    ///
    /// @param before where the store stood
    /// @param position where it stands now
    record Written(
            List<AppendResult> results,
            Map<StreamId, Long> heads,
            List<StoredEvent> events,
            long before,
            long position) {}

    Written write(List<Append> appends) {
        var results = appends.stream().map(this::write).toList();
        return new Written(results, heads, events, before, position);
    }

    private AppendResult write(Append append) {
        var stream = append.stream();
        var known = EventTable.withId(session, append.events().getFirst().id());
        if (known.isPresent()) {
            return repeated(append, known.get());
        }
        long version = head(stream);
        if (!append.expected().holdsAt(version)) {
            return new Conflict(version);
        }
        var stored = new ArrayList<StoredEvent>(append.events().size());
        for (var event : append.events()) {
            stored.add(new StoredEvent(++position, stream, ++version, event));
        }
        EventTable.insert(session, stored);
        events.addAll(stored);
        heads.put(stream, version);
        return new Appended(version, position);
    }

    private AppendResult repeated(Append append, StoredEvent first) {
        if (!first.stream().equals(append.stream())) {
            throw new EventStoreException(
                    "event %s is in stream %s already"
                            .formatted(first.event().id(), first.stream()));
        }
        long lastVersion = first.version() + append.events().size() - 1;
        return EventTable.at(session, append.stream(), lastVersion)
                .map(last -> new Appended(last.version(), last.position()))
                .orElseThrow(() ->
                        new EventStoreException(
                                "event %s was appended before, with fewer events behind it"
                                        .formatted(first.event().id())));
    }

    private long head(StreamId stream) {
        var mine = heads.get(stream);
        return mine != null
                ? mine
                : committedHeads
                        .of(stream)
                        .orElseGet(() -> EventTable.lastVersion(session, stream));
    }
}
