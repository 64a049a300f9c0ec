package greenbelt.inventory;

import greenbelt.bus.Topic;
import greenbelt.contract.Message.InventoryEvent;
import greenbelt.contract.Message.ItemsListed;
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
final class InventoryEvents {
    /// The subject of all that is said about what can be ordered, so that it stays in order.
    private static final String CATALOGUE = "catalogue";

    private final World world;
    private final Outgoing outgoing;

    InventoryEvents(World world, Outgoing outgoing) {
        this.world = world;
        this.outgoing = outgoing;
    }

    /// Answers a command that came over the bus, or says what was done because of some news.
    void reply(
            Session session, Topic topic, Envelope command, OrderId order, InventoryEvent event) {
        var id = MessageId.derivedFrom("reply of inventory to " + command.id());
        add(session, topic, id, order.toString(), Optional.of(command.id()), event);
    }

    /// Tells everybody what can be ordered.
    void announce(Session session, ItemsListed listed) {
        var id = MessageId.derivedFrom("list " + listed.items());
        add(session, Topics.INVENTORY_EVENTS, id, CATALOGUE, Optional.empty(), listed);
    }

    private void add(
            Session session,
            Topic topic,
            MessageId id,
            String subject,
            Optional<MessageId> cause,
            InventoryEvent event) {
        var envelope =
                Messages.envelope(
                        id,
                        InventoryService.NAME,
                        subject,
                        world.now(),
                        Optional.empty(),
                        cause,
                        event);
        outgoing.add(session, topic, envelope);
    }
}
