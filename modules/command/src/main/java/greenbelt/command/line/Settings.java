package greenbelt.command.line;

import greenbelt.database.Durability;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.projection.Batches;
import greenbelt.simulator.Front;
import greenbelt.simulator.Plan;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How the system is to be started.
///
/// @param world which of the two worlds it runs in
/// @param seed what a virtual world is drawn from, and in both worlds whom faults strike; when empty, 1
/// @param data where databases and queues are kept; not used when ephemeral or virtual
/// @param ephemeral whether to begin with an empty folder that is removed at the end
/// @param durability what a commit survives in the live world; when empty, the end of the process
/// @param projectionBatch how many events the projections take in one transaction, at most; when empty, 200
/// @param snapshots when an order gets a snapshot; when empty, every 20 events
/// @param port where the gateway listens; when empty, the way of starting decides
/// @param front how the gateway of a live world is reached; when empty, on an open wire
/// @param routes the file of the gateway's routes; when empty, those that are shipped
/// @param json whether results are printed as JSON
public record Settings(
        Kind world,
        OptionalLong seed,
        Path data,
        boolean ephemeral,
        Optional<Durability> durability,
        OptionalInt projectionBatch,
        Optional<SnapshotPolicy> snapshots,
        OptionalInt port,
        Optional<Front> front,
        Optional<Path> routes,
        boolean json) {
    private static final long DEFAULT_SEED = 1;

    /// The two worlds.
    public enum Kind {
        /// Real time, real sockets, real files.
        LIVE,
        /// Simulated time; the same seed gives the same bytes.
        VIRTUAL
    }

    /// What the simulator is to build.
    ///
    /// @param defaultPort where the gateway listens when nothing was said
    public Plan plan(int defaultPort) {
        var shipped = planOfWorld(defaultPort);
        var routed = routes.map(shipped::withRoutes).orElse(shipped);
        var plan = snapshots.map(routed::withSnapshots).orElse(routed);
        return projectionBatch.isEmpty()
                ? plan
                : plan.withBatches(Batches.STANDARD.withFollowing(projectionBatch.getAsInt()));
    }

    private Plan planOfWorld(int defaultPort) {
        if (world == Kind.VIRTUAL) {
            return Plan.virtual(seed.orElse(DEFAULT_SEED));
        }
        int gateway = port.orElse(defaultPort);
        var live = ephemeral ? Plan.ephemeral(gateway) : Plan.live(data, gateway);
        return live.withFront(front.orElse(Front.OPEN))
                .withFaultSeed(seed.orElse(DEFAULT_SEED))
                .withDurability(durability.orElse(Durability.PROCESS));
    }
}
