package greenbelt.world;

/// Sees to it that virtual threads have enough threads of the operating system to run on.
///
/// The JVM gives them as many as there are cores. But up to JDK 25 a virtual thread that initialises a class, or waits
/// while another one does, keeps its carrier: on two cores, two such threads stop all others, also the one that holds
/// what the first is waiting for, and the program stands still for ever. It happened in one of about a hundred cold
/// starts of a system on two cores.
///
/// @see <a href="https://openjdk.org/jeps/491">JEP 491, which names what is left</a>
final class Carriers {
    /// More than there are tasks that can be busy with the same new classes: the nodes and queues that start together.
    static final int LEAST = 32;

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private Carriers() {}

    /// Takes effect before the first virtual thread of the JVM has begun; what somebody has set stays.
    static void provide() {
        int cores = Runtime.getRuntime().availableProcessors();
        if (System.getProperty(PARALLELISM) == null && cores < LEAST) {
            System.setProperty(PARALLELISM, Integer.toString(LEAST));
        }
    }
}
