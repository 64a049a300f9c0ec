package greenbelt.simulator;

import greenbelt.database.Durability;
import greenbelt.order.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How a system is to be built.
///
/// @param world which of the two worlds, and what it is made of
/// @param timeouts how long the order service waits
public record Plan(World world, Timeouts timeouts) {
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
        return new Plan(new Live(data, port, Durability.PROCESS, false), Timeouts.DEFAULT);
    }

    /// A live system in a new folder of its own, which is deleted at the end.
    public static Plan ephemeral(int port) {
        try {
            var data = Files.createTempDirectory("greenbelt-");
            return new Plan(new Live(data, port, Durability.PROCESS, true), Timeouts.DEFAULT);
        } catch (IOException failure) {
            throw new SimulatorException(
                    "no folder for temporary data can be made: " + failure, failure);
        }
    }

    /// A virtual system.
    public static Plan virtual(long seed) {
        return new Plan(new Virtual(seed), Timeouts.DEFAULT);
    }

    public Plan withTimeouts(Timeouts newTimeouts) {
        return new Plan(world, newTimeouts);
    }
}
