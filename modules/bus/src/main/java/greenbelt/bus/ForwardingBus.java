package greenbelt.bus;

import greenbelt.event.Envelope;
import greenbelt.world.Node;
import java.util.List;

/// A bus that hands every call to another one, for those that change only some: they override these.
///
/// The idea is Joshua Bloch's forwarding class, *Effective Java* (3rd edition, 2018), item 18. As safe for many tasks
/// as the bus behind it.
public abstract class ForwardingBus implements Bus {
    private final Bus bus;

    /// @param bus that is handed the calls
    protected ForwardingBus(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void publish(Topic topic, Envelope message) {
        bus.publish(topic, message);
    }

    @Override
    public void subscribe(Node node, Topic topic, Group group, Handler handler) {
        bus.subscribe(node, topic, group, handler);
    }

    @Override
    public void ping() {
        bus.ping();
    }

    @Override
    public List<TopicStatus> topics() {
        return bus.topics();
    }

    @Override
    public List<GroupStatus> groups() {
        return bus.groups();
    }

    @Override
    public List<Envelope> read(Topic topic, long after, int limit) {
        return bus.read(topic, after, limit);
    }

    @Override
    public List<DeadLetter> deadLetters(Topic topic, Group group, int limit) {
        return bus.deadLetters(topic, group, limit);
    }

    @Override
    public int redrive(Topic topic, Group group, int limit) {
        return bus.redrive(topic, group, limit);
    }
}
