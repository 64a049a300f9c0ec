package greenbelt.simulator;

import greenbelt.database.Durability;
import greenbelt.order.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/// How a system is to be built.
///
/// @param world which of the two worlds, and what it is made of
/// @param timeouts how long the order service waits
/// @param variants in what it is built wrongly, on purpose
public record Plan(World world, Timeouts timeouts, Set<Variant> variants) {
    public Plan {
        variants = Collections.unmodifiableSet(new TreeSet<>(variants));
    }

    /// The world to build in.
    public sealed interface World {}

    /// Real time, sockets, files and queues.
    ///
    /// @param data the folder for databases and queues; created when there is none
    /// @param port where the gateway listens on loopback; 0 for any that is free
    /// @param durability what a committed transaction survives
    /// @param ephemeral whether the folder is deleted at the end
    public record Live(Path data, int port, Durability durability, boolean ephemeral)
            implements World {
        public Live {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
            }
        }
    }

    /// Simulated time, network, bus and databases, all drawn from the seed.
    public record Virtual(long seed) implements World {}

    /// A live system with files that survive `kill -9`.
    public static Plan live(Path data, int port) {
        return correct(new Live(data, port, Durability.PROCESS, false));
    }

    /// A live system in a new folder of its own, which is deleted at the end.
    public static Plan ephemeral(int port) {
        try {
            var data = Files.createTempDirectory("greenbelt-");
            return correct(new Live(data, port, Durability.PROCESS, true));
        } catch (IOException failure) {
            throw new SimulatorException(
                    "no folder for temporary data can be made: " + failure, failure);
        }
    }

    /// A virtual system.
    public static Plan virtual(long seed) {
        return correct(new Virtual(seed));
    }

    private static Plan correct(World world) {
        return new Plan(world, Timeouts.DEFAULT, Set.of());
    }

    public Plan withTimeouts(Timeouts newTimeouts) {
        return new Plan(world, newTimeouts, variants);
    }

    /// The same system, built wrongly in these ways.
    public Plan withVariants(Set<Variant> newVariants) {
        return new Plan(world, timeouts, newVariants);
    }
}
