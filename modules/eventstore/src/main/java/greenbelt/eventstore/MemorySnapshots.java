package greenbelt.eventstore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Snapshots as long as the process runs: the specification, and for tests.
public final class MemorySnapshots implements Snapshots {
    private final Map<StreamId, Snapshot> snapshots = new ConcurrentHashMap<>();

    public MemorySnapshots() {}

    @Override
    public Optional<Snapshot> find(StreamId stream) {
        return Optional.ofNullable(snapshots.get(stream));
    }

    @Override
    public boolean save(Snapshot snapshot) {
        if (snapshot.data().length() > Snapshot.MAX_DATA_LENGTH) {
            return false;
        }
        snapshots.put(snapshot.stream(), snapshot);
        return true;
    }
}
