package greenbelt.outbox;

import greenbelt.bus.Bus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;

/// A bus that keeps what was published, and refuses as often as it is told, or ends the task that publishes.
final class RecordingBus implements Bus {
    final List<Envelope> published = new ArrayList<>();
    int refusals;
    boolean broken;
    private final World world;

    RecordingBus(World world) {
        this.world = world;
    }

    @Override
    public void publish(Topic topic, Envelope message) {
        world.step("before publish");
        if (broken) {
            throw new AssertionError("bus is broken");
        }
        if (refusals > 0) {
            refusals--;
            throw new IllegalStateException("bus is out of order");
        }
        published.add(message);
        world.step("after publish");
    }

    List<String> ids() {
        return published.stream().map(message -> message.id().value()).toList();
    }

    @Override
    public void subscribe(Node node, Topic topic, Group group, Handler handler) {
        throw new UnsupportedOperationException("nobody listens here");
    }

    @Override
    public void ping() {}

    @Override
    public List<TopicStatus> topics() {
        return List.of();
    }

    @Override
    public List<GroupStatus> groups() {
        return List.of();
    }

    @Override
    public List<Envelope> read(Topic topic, long after, int limit) {
        return List.of();
    }

    @Override
    public List<DeadLetter> deadLetters(Topic topic, Group group, int limit) {
        return List.of();
    }

    @Override
    public int redrive(Topic topic, Group group, int limit) {
        return 0;
    }
}
