package greenbelt.outbox;

import greenbelt.bus.Bus;
import greenbelt.event.TraceContext;
import java.util.Optional;
import java.util.function.Supplier;

/// How a service treats messages. Whatever is not [#SOUND] is there to show what goes wrong.
public record Habits(Saying saying, Hearing hearing) {
    /// As it should be.
    public static final Habits SOUND = new Habits(Saying.OUTBOX, Hearing.ONCE);

    /// How a service says what it has done.
    public enum Saying {
        /// In the transaction in which it is done; see [Outbox].
        OUTBOX,
        /// After that transaction; see [WriteThenPublish].
        WRITE_THEN_PUBLISH
    }

    /// How a service treats a message that comes again.
    public enum Hearing {
        /// It is recognised and has no effect; see [Inbox].
        ONCE,
        /// It is taken for a new one.
        AS_OFTEN_AS_DELIVERED
    }

    /// What carries the messages of a service with these habits.
    ///
    /// @param outbox whose relay is running
    /// @param bus to which messages go that take no outbox
    /// @param currentTrace the span to which messages are ascribed that come without one
    public Outgoing outgoing(
            Outbox outbox, Bus bus, Supplier<Optional<TraceContext>> currentTrace) {
        return switch (saying) {
            case OUTBOX -> outbox;
            case WRITE_THEN_PUBLISH -> new WriteThenPublish(bus, currentTrace);
        };
    }
}
