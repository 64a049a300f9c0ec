package greenbelt.eventstore;

import java.util.Optional;

/// Keeps the last snapshot of each stream, beside the events.
///
/// What it keeps is only ever a shorter way to what the events say: whoever reads it asks the events whether it is of
/// their history, and nothing is lost with it. Safe for many tasks.
public interface Snapshots {
    /// Keeps nothing.
    Snapshots NONE =
            new Snapshots() {
                @Override
                public Optional<Snapshot> find(StreamId stream) {
                    return Optional.empty();
                }

                @Override
                public boolean save(Snapshot snapshot) {
                    return false;
                }
            };

    /// The stream's snapshot, whatever it is worth.
    Optional<Snapshot> find(StreamId stream);

    /// Keeps this snapshot in place of the one before. Answers whether it is kept: one that cannot be written, or is longer
    /// than [Snapshot#MAX_DATA_LENGTH], is no loss, and so no failure.
    boolean save(Snapshot snapshot);
}
