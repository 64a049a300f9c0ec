package greenbelt.eventstore.jdbc;

import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.eventstore.Snapshot;
import greenbelt.eventstore.Snapshots;
import greenbelt.eventstore.StreamId;
import java.util.Optional;

/// Snapshots in the database of their events, so that they are copied, moved and lost together. A stream that is deleted
/// takes its snapshot with it.
public final class JdbcSnapshots implements Snapshots {
    private final Database database;

    /// @param database opened with [JdbcEventStore#SCHEMA]
    public JdbcSnapshots(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Snapshot> find(StreamId stream) {
        return database.read("find snapshot", session -> SnapshotTable.find(session, stream));
    }

    @Override
    public boolean save(Snapshot snapshot) {
        if (snapshot.data().length() > Snapshot.MAX_DATA_LENGTH) {
            return false;
        }
        try {
            return database.write("save snapshot", session -> SnapshotTable.put(session, snapshot));
        } catch (DatabaseException notKept) {
            return false;
        }
    }
}
