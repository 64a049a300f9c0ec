package greenbelt.simulator;

import greenbelt.database.Durability;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.fault.Draws;
import greenbelt.fault.Draws.Identity;
import greenbelt.fault.FaultPlan;
import greenbelt.order.Policy;
import greenbelt.order.Timeouts;
import greenbelt.projection.Batches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// How a system is to be built.
///
/// @param world which of the two worlds, and what it is made of
/// @param timeouts how long the order service waits
/// @param snapshots when the order service makes a snapshot of an order
/// @param batches how many events the projections of the order service take in one transaction
/// @param variants in what it is built wrongly, on purpose
/// @param faults what is broken from the start, on purpose
/// @param faultSeed what decides whom the faults strike; in a virtual world the seed of the world
/// @param routes the file of the gateway's routes; when empty, those that are shipped
/// @param scale how many instances of each service it begins with
public record Plan(
        World world,
        Timeouts timeouts,
        SnapshotPolicy snapshots,
        Batches batches,
        Set<Variant> variants,
        FaultPlan faults,
        long faultSeed,
        Optional<Path> routes,
        Scale scale) {
    private static final long DEFAULT_FAULT_SEED = 1;

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
    /// @param front how the gateway is reached
    public record Live(Path data, int port, Durability durability, boolean ephemeral, Front front)
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
        return correct(new Live(data, port, Durability.PROCESS, false, Front.OPEN));
    }

    /// A live system in a new folder of its own, which is deleted at the end.
    public static Plan ephemeral(int port) {
        try {
            var data = Files.createTempDirectory("greenbelt-");
            return correct(new Live(data, port, Durability.PROCESS, true, Front.OPEN));
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
        long faultSeed = world instanceof Virtual(var seed) ? seed : DEFAULT_FAULT_SEED;
        return new Plan(
                world,
                Timeouts.DEFAULT,
                Policy.SNAPSHOTS,
                Batches.STANDARD,
                Set.of(),
                FaultPlan.NONE,
                faultSeed,
                Optional.empty(),
                Scale.ONE);
    }

    /// The same live system, whose databases make what they commit survive this. Throws [IllegalArgumentException] for a
    /// virtual one, whose databases are in memory, and lose at a crash what was not durable as a file would.
    public Plan withDurability(Durability durability) {
        return switch (world) {
            case Live(var data, var port, _, var ephemeral, var front) ->
                    in(new Live(data, port, durability, ephemeral, front));
            case Virtual _ ->
                    throw new IllegalArgumentException("a virtual world has no files: " + world);
        };
    }

    /// The same live system, whose gateway is reached like this. Throws [IllegalArgumentException] for a virtual one, which has
    /// no sockets.
    public Plan withFront(Front front) {
        return switch (world) {
            case Live(var data, var port, var durability, var ephemeral, _) ->
                    in(new Live(data, port, durability, ephemeral, front));
            case Virtual _ ->
                    throw new IllegalArgumentException("a virtual world has no sockets: " + world);
        };
    }

    private Plan in(World other) {
        return new Plan(
                other, timeouts, snapshots, batches, variants, faults, faultSeed, routes, scale);
    }

    public Plan withTimeouts(Timeouts newTimeouts) {
        return new Plan(
                world, newTimeouts, snapshots, batches, variants, faults, faultSeed, routes, scale);
    }

    /// The same system, with snapshots of orders by this policy.
    public Plan withSnapshots(SnapshotPolicy newSnapshots) {
        return new Plan(
                world, timeouts, newSnapshots, batches, variants, faults, faultSeed, routes, scale);
    }

    /// The same system, with projections that take so many events in one transaction.
    public Plan withBatches(Batches newBatches) {
        return new Plan(
                world, timeouts, snapshots, newBatches, variants, faults, faultSeed, routes, scale);
    }

    /// The same system, built wrongly in these ways.
    public Plan withVariants(Set<Variant> newVariants) {
        return new Plan(
                world, timeouts, snapshots, batches, newVariants, faults, faultSeed, routes, scale);
    }

    /// The same system with these faults, which are put on when it has started.
    public Plan withFaults(FaultPlan newFaults) {
        return new Plan(
                world, timeouts, snapshots, batches, variants, newFaults, faultSeed, routes, scale);
    }

    /// The same system with other decisions about whom the faults strike.
    public Plan withFaultSeed(long newFaultSeed) {
        return new Plan(
                world, timeouts, snapshots, batches, variants, faults, newFaultSeed, routes, scale);
    }

    /// The same system, whose gateway has the routes in this file. In the live world it loads them again when they change.
    public Plan withRoutes(Path newRoutes) {
        return new Plan(
                world,
                timeouts,
                snapshots,
                batches,
                variants,
                faults,
                faultSeed,
                Optional.of(newRoutes),
                scale);
    }

    /// The same system, which begins with so many instances.
    public Plan withScale(Scale newScale) {
        return new Plan(
                world, timeouts, snapshots, batches, variants, faults, faultSeed, routes, newScale);
    }

    /// By cause where causes are the same in each run, by count where they are not.
    Draws draws() {
        return new Draws(faultSeed, world instanceof Virtual ? Identity.CAUSE : Identity.COUNT);
    }
}
