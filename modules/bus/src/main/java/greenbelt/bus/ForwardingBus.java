package greenbelt.bus;

import greenbelt.event.Envelope;
import greenbelt.world.Node;
import java.util.List;

/// A bus that hands every call to another one, for those that change only some: they override these.
///
/// The calls that [Bus] makes of others, such as publishing one message, are made of these here, too. The idea is Joshua
/// Bloch's forwarding class, *Effective Java* (3rd edition, 2018), item 18. As safe for many tasks as the bus behind it.
public abstract class ForwardingBus implements Bus {
    private final Bus bus;

    /// @param bus that is handed the calls
    protected ForwardingBus(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void create(Topic topic, int partitions) {
        bus.create(topic, partitions);
    }

    @Override
    public void publish(Topic topic, List<Envelope> messages) {
        bus.publish(topic, messages);
    }

    @Override
    public void subscribe(Node node, Topic topic, Group group, int most, BatchHandler handler) {
        bus.subscribe(node, topic, group, most, handler);
    }

    @Override
    public void replay(Topic topic, Group group, long after, Group into) {
        bus.replay(topic, group, after, into);
    }

    @Override
    public void pause(Topic topic, Group group) {
        bus.pause(topic, group);
    }

    @Override
    public void resume(Topic topic, Group group) {
        bus.resume(topic, group);
    }

    @Override
    public void remove(Topic topic, Group group) {
        bus.remove(topic, group);
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
    public List<Entry> read(Topic topic, long after, int limit) {
        return bus.read(topic, after, limit);
    }

    @Override
    public List<DeadLetter> deadLetters(
            Topic topic, Group group, DeadLetterFilter filter, int limit) {
        return bus.deadLetters(topic, group, filter, limit);
    }

    @Override
    public int redrive(Topic topic, Group group, DeadLetterFilter filter, int limit) {
        return bus.redrive(topic, group, filter, limit);
    }
}
