package greenbelt.simulator;

import greenbelt.shard.store.ShardsException;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// The opening of the sharded shop: done once, by a task of its own node, so that it goes on when whoever asked for it dies.
/// For many tasks.
final class OpeningShop {
    /// The longest that shards are waited for to open.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final World world;
    private final Watermark done;
    private final AtomicReference<Optional<OpenShop>> opened =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<RuntimeException>> failure =
            new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Node>> node = new AtomicReference<>(Optional.empty());

    OpeningShop(World world) {
        this.world = world;
        this.done = world.watermark("sharded shop opened", 0);
    }

    /// Starts the node and opens the shop on it.
    void begin(String name, Function<Node, OpenShop> opening) {
        boolean begun = false;
        try {
            var started = world.start(name);
            node.set(Optional.of(started));
            started.spawn("open shards", () -> open(started, opening));
            begun = true;
        } finally {
            if (!begun) {
                end(new ShardsException(ShardsException.Kind.BUSY, "the shards did not open"));
            }
        }
    }

    private void open(Node started, Function<Node, OpenShop> opening) {
        try {
            opened.set(Optional.of(opening.apply(started)));
            done.advanceTo(1);
        } catch (RuntimeException refused) {
            end(refused);
            started.stop();
        }
    }

    private void end(RuntimeException why) {
        failure.set(Optional.of(why));
        done.advanceTo(1);
    }

    /// Whether it is worth waiting for: it has not failed, and its node is up.
    boolean isOfUse() {
        return failure.get().isEmpty() && node.get().map(Node::isUp).orElse(true);
    }

    /// What is open, as soon as it is. Throws what the opening threw.
    OpenShop await() {
        if (!done.awaitBeyond(0, PATIENCE)) {
            throw new ShardsException(
                    ShardsException.Kind.BUSY,
                    "the shards have not opened within " + PATIENCE.toSeconds() + " s");
        }
        failure.get()
                .ifPresent(why -> {
                    throw why;
                });
        return opened.get().orElseThrow();
    }

    /// Stops the node, in order.
    void close() {
        node.get().ifPresent(Node::stop);
    }
}
