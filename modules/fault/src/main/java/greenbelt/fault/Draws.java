package greenbelt.fault;

import greenbelt.world.Randomness;

/// Where the decisions come from: whom a fault strikes, and how hard.
///
/// Each operation has a stream of random numbers of its own, named by the fault, the edge and what the operation is.
/// So another fault, or an order that is left out, reshuffles nothing.
///
/// @param seed of all of them
/// @param identity what tells one operation on an edge from another
public record Draws(long seed, Identity identity) {
    /// What tells one operation from another.
    public enum Identity {
        /// What caused it: the path of tasks that led to it, or the message and the attempt; and how many times that has
        /// led here before. For the virtual world, where the causes are the same in each run.
        CAUSE,
        /// How many there were on the edge before. For the live world, where the operating system decides which is
        /// which: it is always the n-th that is struck.
        COUNT
    }

    Randomness of(Fault fault, Target edge, String operation) {
        return Randomness.of(seed, "fault/" + fault.name() + "/" + edge + "/" + operation);
    }
}
