package greenbelt.outbox;

import greenbelt.bus.Topic;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.event.TraceContext;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Messages that a service says by committing them: written in the transaction that makes them true, published later.
///
/// A service that wrote its data and then published could crash in between; one that published first could fail to
/// write. With the outbox both happen or neither. [OutboxRelay] publishes, in the order in which messages were added.
///
/// @see <a href="https://microservices.io/patterns/data/transactional-outbox.html">Chris Richardson: Transactional
///     outbox</a>
public final class Outbox implements Outgoing {
    /// Its table, for the schema of the service's database.
    public static final List<String> TABLES = List.of(OutboxTable.CREATE);

    private final Supplier<Optional<TraceContext>> currentTrace;
    private final Places places;

    /// What the instances of a service have in common, whose outbox is in one database.
    ///
    /// @param last the last position that was given
    /// @param committed see [#committed]
    private record Places(AtomicLong last, Watermark committed) {}

    private Outbox(Places places, Supplier<Optional<TraceContext>> currentTrace) {
        this.currentTrace = currentTrace;
        this.places = places;
    }

    /// Opens the outbox in `database`, whose schema has [#TABLES]. To be called by a task.
    ///
    /// @param currentTrace the span to which messages are ascribed that come without one
    public static Outbox open(
            World world, Database database, Supplier<Optional<TraceContext>> currentTrace) {
        long last = database.read("find last message", OutboxTable::lastPosition);
        var places =
                database.common(
                        Places.class,
                        () ->
                                new Places(
                                        new AtomicLong(last),
                                        world.watermark("outbox of " + database.name(), last)));
        return new Outbox(places, currentTrace);
    }

    @Override
    public void add(Session session, Topic topic, Envelope message) {
        // Writes of a database run one after another, so these numbers are in the order of the
        // commits.
        long position = places.last().incrementAndGet();
        var stamped = message.trace().isPresent() ? message : message.withTrace(currentTrace.get());
        OutboxTable.insert(session, new OutboxMessage(position, topic, stamped));
        session.afterCommit(() -> places.committed().advanceTo(position));
    }

    /// The position up to which messages are committed and durable. H2 shows a commit before it is durable, so who
    /// reads further could publish what a crash forgets.
    Watermark committed() {
        return places.committed();
    }
}
