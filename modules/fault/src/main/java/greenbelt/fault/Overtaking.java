package greenbelt.fault;

import greenbelt.world.Node;
import greenbelt.world.Part;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// Holds operations back until the next one on the same edge has passed. Safe for many tasks.
final class Overtaking {
    private final World world;
    private final Node node;
    private final Map<String, Watermark> passed = new ConcurrentSkipListMap<>();
    private final AtomicLong begun = new AtomicLong();
    private final Watermark ended;

    /// @param node runs what nobody waits for
    Overtaking(World world, Node node) {
        this.world = world;
        this.node = node;
        this.ended = world.watermark("operations held back", 0);
        node.attach(new Release());
    }

    /// An operation has passed on this edge.
    void passed(Target edge) {
        var mark = passed.get(edge.toString());
        if (mark != null) {
            raise(mark);
        }
    }

    private static void raise(Watermark mark) {
        mark.advanceTo(mark.value() + 1);
    }

    /// Waits until the next operation has passed on this edge, at most this long.
    void awaitNext(Target edge, Duration atMost) {
        var mark =
                passed.computeIfAbsent(
                        edge.toString(), _ -> world.watermark("operations on " + edge, 0));
        mark.awaitBeyond(mark.value(), atMost);
    }

    /// Carries something out after the next operation on this edge, in a task of its own that no crash ends.
    void later(Target edge, Duration atMost, String name, Runnable operation) {
        begun.incrementAndGet();
        node.spawn(
                name,
                () -> {
                    try {
                        awaitNext(edge, atMost);
                        operation.run();
                    } finally {
                        raise(ended);
                    }
                });
    }

    /// Lets go what is held back before the faults' node ends in order.
    private final class Release implements Part {
        @Override
        public void stop() {
            passed.values().forEach(Overtaking::raise);
            while (ended.value() < begun.get()) {
                long seen = ended.value();
                ended.awaitBeyond(seen, Duration.ofSeconds(1));
            }
        }

        @Override
        public void crash() {}
    }
}
