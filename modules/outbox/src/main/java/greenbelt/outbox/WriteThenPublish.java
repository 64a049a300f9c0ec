package greenbelt.outbox;

import greenbelt.bus.Bus;
import greenbelt.bus.Topic;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.event.TraceContext;
import java.util.Optional;
import java.util.function.Supplier;

/// What people write who do not know the [Outbox], kept to show what is wrong with it: commits, then publishes.
///
/// When the node crashes in between, or the bus refuses, what was done has never been said.
public final class WriteThenPublish implements Outgoing {
    private final Bus bus;
    private final Supplier<Optional<TraceContext>> currentTrace;

    /// @param currentTrace the span to which messages are ascribed that come without one
    public WriteThenPublish(Bus bus, Supplier<Optional<TraceContext>> currentTrace) {
        this.bus = bus;
        this.currentTrace = currentTrace;
    }

    @Override
    public void add(Session session, Topic topic, Envelope message) {
        var stamped = message.trace().isPresent() ? message : message.withTrace(currentTrace.get());
        session.afterCommit(() -> bus.publish(topic, stamped));
    }
}
