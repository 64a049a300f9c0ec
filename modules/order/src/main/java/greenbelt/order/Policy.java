package greenbelt.order;

import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.projection.Batches;

/// How the order service goes about its work. Whatever is not [#SOUND] is there to show what goes wrong.
///
/// @param timeouts how long it waits
/// @param retry what is sent when a call had no answer
/// @param compensation what becomes of what was set aside when a later step fails
/// @param snapshots when a snapshot of an order is made
/// @param batches how many events its projections take in one transaction
public record Policy(
        Timeouts timeouts,
        Retry retry,
        Compensation compensation,
        SnapshotPolicy snapshots,
        Batches batches) {
    /// An order that goes through has seven events, and needs no snapshot; one that asks again and again does.
    public static final SnapshotPolicy SNAPSHOTS = new SnapshotPolicy.Every(20);

    /// As it should be.
    public static final Policy SOUND =
            new Policy(
                    Timeouts.DEFAULT,
                    Retry.THE_SAME,
                    Compensation.GIVES_BACK,
                    SNAPSHOTS,
                    Batches.STANDARD);

    /// What is sent when a call had no answer.
    public enum Retry {
        /// The same request, which the other service recognises.
        THE_SAME,
        /// A request under a new id, which the other service takes for another order's.
        A_NEW_ONE
    }

    /// What becomes of what was set aside when a later step fails.
    public enum Compensation {
        /// It is given back before the order ends.
        GIVES_BACK,
        /// The order ends at once.
        FORGOTTEN
    }

    public Policy withTimeouts(Timeouts newTimeouts) {
        return new Policy(newTimeouts, retry, compensation, snapshots, batches);
    }

    public Policy withSnapshots(SnapshotPolicy newSnapshots) {
        return new Policy(timeouts, retry, compensation, newSnapshots, batches);
    }
}
