package greenbelt.eventstore;

import greenbelt.event.Envelope;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.AppendResult.Conflict;
import greenbelt.world.VirtualWorld;
import greenbelt.world.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What an event store is, in the fewest lines: one list. The specification, and a store for tests.
///
/// Everything is durable at once. For the virtual world, where one task runs at a time and nothing needs a lock.
public final class MemoryEventStore implements EventStore {
    private final VirtualWorld world;
    private final List<StoredEvent> log = new ArrayList<>();
    private final Watermark durablePosition;

    public MemoryEventStore(VirtualWorld world) {
        this.world = world;
        this.durablePosition = world.watermark("durable position", 0);
    }

    @Override
    public AppendResult append(StreamId stream, Expected expected, List<Envelope> events) {
        if (events.isEmpty() || events.size() > MAX_EVENTS_PER_APPEND) {
            throw new IllegalArgumentException(
                    "an append has 1 to %d events, had %d"
                            .formatted(MAX_EVENTS_PER_APPEND, events.size()));
        }
        world.step("before append");
        var result = appendAtOnce(stream, expected, events);
        durablePosition.advanceTo(log.size());
        world.step("after append");
        return result;
    }

    private AppendResult appendAtOnce(StreamId stream, Expected expected, List<Envelope> events) {
        var mine = of(stream).toList();
        var repeated =
                mine.stream()
                        .filter(old -> old.event().id().equals(events.getFirst().id()))
                        .findFirst();
        if (repeated.isPresent()) {
            return firstAnswer(mine, repeated.get(), events.size());
        }
        if (!expected.holdsAt(mine.size())) {
            return new Conflict(mine.size());
        }
        events.forEach(this::checkNew);
        long version = mine.size();
        for (var event : events) {
            log.add(new StoredEvent(log.size() + 1, stream, ++version, event));
        }
        return new Appended(version, log.size());
    }

    private static AppendResult firstAnswer(
            List<StoredEvent> stream, StoredEvent first, int events) {
        long lastVersion = first.version() + events - 1;
        if (lastVersion > stream.size()) {
            throw new EventStoreException(
                    "event %s was appended before, with fewer events behind it"
                            .formatted(first.event().id()));
        }
        var last = stream.get((int) lastVersion - 1);
        return new Appended(last.version(), last.position());
    }

    private void checkNew(Envelope event) {
        for (var old : log) {
            if (old.event().id().equals(event.id())) {
                throw new EventStoreException(
                        "event " + event.id() + " is in stream " + old.stream() + " already");
            }
        }
    }

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        return of(stream).skip(version).limit(Math.min(limit, MAX_EVENTS_PER_READ)).toList();
    }

    @Override
    public List<StoredEvent> readAll(long position, int limit) {
        return log.stream().skip(position).limit(Math.min(limit, MAX_EVENTS_PER_READ)).toList();
    }

    private Stream<StoredEvent> of(StreamId stream) {
        return log.stream().filter(event -> event.stream().equals(stream));
    }

    @Override
    public Watermark durablePosition() {
        return durablePosition;
    }
}
