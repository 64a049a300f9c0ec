package greenbelt.outbox;

import greenbelt.bus.ForwardingBus;
import greenbelt.bus.MemoryBus;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;

/// A bus that keeps what was published, and refuses as often as it is told, or ends the task that publishes.
final class RecordingBus extends ForwardingBus {
    final List<Envelope> published = new ArrayList<>();
    int refusals;
    boolean broken;
    private final World world;

    RecordingBus(World world) {
        super(new MemoryBus(world));
        this.world = world;
    }

    @Override
    public void publish(Topic topic, List<Envelope> messages) {
        world.step("before publish");
        if (broken) {
            throw new AssertionError("bus is broken");
        }
        if (refusals > 0) {
            refusals--;
            throw new IllegalStateException("bus is out of order");
        }
        published.addAll(messages);
        world.step("after publish");
    }

    List<String> ids() {
        return published.stream().map(message -> message.id().value()).toList();
    }
}
