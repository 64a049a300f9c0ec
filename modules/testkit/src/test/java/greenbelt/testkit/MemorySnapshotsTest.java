package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.MemorySnapshots;
import greenbelt.eventstore.Snapshots;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The place for snapshots in memory")
class MemorySnapshotsTest extends SnapshotsContract {
    @Override
    protected World newWorld() {
        return new VirtualWorld(7);
    }

    @Override
    protected Snapshots open(World itsWorld, Node itsNode) {
        return new MemorySnapshots();
    }

    @Test
    @DisplayName("has a contract that is failed in every sentence by a place that keeps nothing")
    void negativeControl() {
        assertThat(NegativeControl.passedAgainst(Nothing.class)).isEmpty();
    }

    /// Not run by itself: nested classes are not picked up.
    static class Nothing extends SnapshotsContract {
        @Override
        protected World newWorld() {
            return new VirtualWorld(7);
        }

        @Override
        protected Snapshots open(World itsWorld, Node itsNode) {
            return Snapshots.NONE;
        }
    }
}
