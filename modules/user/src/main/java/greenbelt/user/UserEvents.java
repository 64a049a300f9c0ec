package greenbelt.user;

import greenbelt.bus.Topic;
import greenbelt.contract.Message.UserEvent;
import greenbelt.contract.Messages;
import greenbelt.contract.OrderId;
import greenbelt.contract.Topics;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.outbox.Outgoing;
import greenbelt.world.World;
import java.util.Optional;

/// Says what has happened: hands events over, in the transaction in which they happen.
///
/// Ids follow from what the event is about, so a transaction that is run again says the same thing.
final class UserEvents {
    /// The subject of all that is said about who can order, so that it stays in order.
    private static final String REGISTRY = "users";

    private final World world;
    private final Outgoing outgoing;

    UserEvents(World world, Outgoing outgoing) {
        this.world = world;
        this.outgoing = outgoing;
    }

    /// Answers a command that came over the bus, or says what was done because of some news.
    void reply(Session session, Topic topic, Envelope command, OrderId order, UserEvent event) {
        var id = MessageId.derivedFrom("reply of user to " + command.id());
        add(session, topic, id, order.toString(), Optional.of(command.id()), event);
    }

    /// Tells everybody about users.
    ///
    /// @param occasion names it once and for all, such as `close` and the user's id
    void announce(Session session, String occasion, UserEvent event) {
        add(
                session,
                Topics.USER_EVENTS,
                MessageId.derivedFrom(occasion),
                REGISTRY,
                Optional.empty(),
                event);
    }

    private void add(
            Session session,
            Topic topic,
            MessageId id,
            String subject,
            Optional<MessageId> cause,
            UserEvent event) {
        var envelope =
                Messages.envelope(
                        id, UserService.NAME, subject, world.now(), Optional.empty(), cause, event);
        outgoing.add(session, topic, envelope);
    }
}
