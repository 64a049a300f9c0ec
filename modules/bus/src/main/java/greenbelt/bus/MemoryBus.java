package greenbelt.bus;

import greenbelt.world.World;

/// A bus that keeps its log in memory.
///
/// It outlives the nodes that use it, not the process.
public final class MemoryBus extends LogBus {
    /// The most messages that a topic holds.
    public static final int MAX_MESSAGES = 4_000_000;

    /// The most dead letters that are kept of a group; the oldest make room for new ones.
    public static final int MAX_DEAD_LETTERS = 10_000;

    public MemoryBus(World world) {
        super(world, new MemoryLog());
    }
}
