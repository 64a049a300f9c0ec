package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.event.MessageId;
import greenbelt.eventstore.Snapshot;
import greenbelt.eventstore.Snapshots;
import greenbelt.eventstore.StreamId;
import greenbelt.world.Node;
import greenbelt.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every place for snapshots must do. Inherit it for each implementation. One that does nothing fails every sentence.
public abstract class SnapshotsContract {
    private static final StreamId ORDER = new StreamId("order-1");
    private static final StreamId OTHER = new StreamId("order-2");

    private World world;
    private Node node;
    private Snapshots snapshots;

    protected SnapshotsContract() {}

    /// The world of a test.
    protected abstract World newWorld();

    /// An empty place, opened in a task of the node.
    protected abstract Snapshots open(World itsWorld, Node itsNode);

    @BeforeEach
    void open() {
        world = newWorld();
        node = world.start("order");
        snapshots = world.enter(node, "open", () -> open(world, node));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static Snapshot snapshot(StreamId stream, long version, String data) {
        return Snapshot.of(stream, version, new MessageId("event " + version), 3, data);
    }

    @Test
    @DisplayName("has nothing of a stream of which nothing was saved")
    void empty() {
        play(() -> {
            snapshots.save(snapshot(OTHER, 1, "{}"));

            assertThat(snapshots.find(ORDER)).isEmpty();
            assertThat(snapshots.find(OTHER)).isPresent();
        });
    }

    @Test
    @DisplayName("gives back what was saved, to the last character")
    void givesBack() {
        play(() -> {
            var saved = snapshot(ORDER, 7, "{\"name\":\"Ä \\\" ☂\"}");

            assertThat(snapshots.save(saved)).isTrue();
            assertThat(snapshots.find(ORDER)).contains(saved);
        });
    }

    @Test
    @DisplayName("keeps one for each stream: what was saved last, whatever its version")
    void keepsTheLast() {
        play(() -> {
            snapshots.save(snapshot(OTHER, 1, "other"));
            snapshots.save(snapshot(ORDER, 7, "seven"));
            snapshots.save(snapshot(ORDER, 5, "five"));

            assertThat(snapshots.find(ORDER)).contains(snapshot(ORDER, 5, "five"));
            assertThat(snapshots.find(OTHER)).contains(snapshot(OTHER, 1, "other"));
        });
    }

    @Test
    @DisplayName("does not keep what is too long, says so, and keeps what it had")
    void tooLong() {
        play(() -> {
            snapshots.save(snapshot(ORDER, 5, "five"));
            var huge = snapshot(ORDER, 7, "x".repeat(Snapshot.MAX_DATA_LENGTH + 1));

            assertThat(snapshots.save(huge)).isFalse();
            assertThat(snapshots.find(ORDER)).contains(snapshot(ORDER, 5, "five"));
        });
    }

    private void play(Runnable body) {
        world.enter(
                node,
                "test",
                () -> {
                    body.run();
                    return true;
                });
    }
}
