package greenbelt.eventstore.jdbc;

import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.event.MessageId;
import greenbelt.eventstore.Snapshot;
import greenbelt.eventstore.StreamId;
import java.util.Optional;

/// The table of snapshots: a row for each stream that has one.
final class SnapshotTable {
    static final String CREATE =
            """
            create table snapshot (
                stream varchar(100) primary key,
                version bigint not null,
                last_id varchar(100) not null,
                schema_version int not null,
                checksum bigint not null,
                data varchar(1048576) not null)\
            """;

    private SnapshotTable() {}

    static Optional<Snapshot> find(Session session, StreamId stream) {
        return session.queryOne(
                "select * from snapshot where stream = ?", SnapshotTable::read, stream.value());
    }

    private static Snapshot read(Row row) {
        return new Snapshot(
                new StreamId(row.text("stream")),
                row.number("version"),
                new MessageId(row.text("last_id")),
                row.integer("schema_version"),
                row.text("data"),
                row.number("checksum"));
    }

    static boolean put(Session session, Snapshot snapshot) {
        delete(session, snapshot.stream());
        session.update(
                "insert into snapshot (stream, version, last_id, schema_version, checksum, data)"
                        + " values (?, ?, ?, ?, ?, ?)",
                snapshot.stream().value(),
                snapshot.version(),
                snapshot.last().value(),
                snapshot.schemaVersion(),
                snapshot.checksum(),
                snapshot.data());
        return true;
    }

    static void delete(Session session, StreamId stream) {
        session.update("delete from snapshot where stream = ?", stream.value());
    }
}
