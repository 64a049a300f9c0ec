package greenbelt.projection;

import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.projection.Projection.Changes;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.Optional;

/// Reads and folds one batch while the one before is written, so that two cores are busy. For one task.
final class ReadAhead {
    private final World world;
    private final Node node;
    private final EventStore store;
    private final Projection projection;
    private Optional<Ordered> ordered = Optional.empty();

    /// Events that were folded.
    ///
    /// @param after the position they come after
    /// @param last the position to go on from; beyond the last of them where events were deleted
    record Batch(long after, long last, Changes changes) {}

    /// A batch that a task is preparing.
    private record Ordered(long after, int limit, Mailbox<Prepared> answer) {}

    private sealed interface Prepared {
        record Done(Batch batch) implements Prepared {}

        record Failed(RuntimeException cause) implements Prepared {}
    }

    ReadAhead(World world, Node node, EventStore store, Projection projection) {
        this.world = world;
        this.node = node;
        this.store = store;
        this.projection = projection;
    }

    /// Begins to prepare the events after this position.
    void prepare(long after, int limit) {
        Mailbox<Prepared> answer = world.mailbox("batch of " + projection.name(), 1);
        ordered = Optional.of(new Ordered(after, limit, answer));
        node.spawn("read ahead", () -> answer.put(prepared(after, limit)));
    }

    /// The events after this position, at most `limit`. Throws what reading or folding them has thrown.
    Batch take(long after, int limit) {
        var mine = ordered.filter(it -> it.after() == after && it.limit() == limit);
        ordered = Optional.empty();
        return mine.map(it -> open(it.answer().await())).orElseGet(() -> read(after, limit));
    }

    private static Batch open(Prepared prepared) {
        return switch (prepared) {
            case Prepared.Done(var batch) -> batch;
            case Prepared.Failed(var cause) -> throw cause;
        };
    }

    private Prepared prepared(long after, int limit) {
        try {
            return new Prepared.Done(read(after, limit));
        } catch (RuntimeException failure) {
            return new Prepared.Failed(failure);
        }
    }

    private Batch read(long after, int limit) {
        var changes = projection.begin();
        var slice = store.readAll(after, limit, EventFilter.ALL);
        slice.events().forEach(changes::take);
        return new Batch(after, slice.position(), changes);
    }
}
