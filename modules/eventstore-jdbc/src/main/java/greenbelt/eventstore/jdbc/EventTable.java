package greenbelt.eventstore.jdbc;

import greenbelt.database.EnvelopeColumns;
import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.event.MessageId;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table of events: what is in it and how to ask it. Plain SQL, for H2 and PostgreSQL alike.
final class EventTable {
    static final String CREATE =
            """
            create table event (
                position bigint primary key,
                stream varchar(100) not null,
                version bigint not null,
                %s,
                constraint event_place unique (stream, version),
                constraint event_once unique (id))\
            """
                    .formatted(EnvelopeColumns.DEFINITIONS);

    private static final String INSERT =
            "insert into event values (?, ?, ?, " + EnvelopeColumns.PLACEHOLDERS + ")";

    private EventTable() {}

    static void insert(Session session, List<StoredEvent> events) {
        session.updateAll(INSERT, events.stream().map(EventTable::values).toList());
    }

    private static List<Object> values(StoredEvent stored) {
        var values = new ArrayList<Object>();
        values.add(stored.position());
        values.add(stored.stream().value());
        values.add(stored.version());
        values.addAll(EnvelopeColumns.values(stored.event()));
        return values;
    }

    static long lastPosition(Session session) {
        return session.queryOne(
                        "select coalesce(max(position), 0) as last from event",
                        row -> row.number("last"))
                .orElse(0L);
    }

    static long lastVersion(Session session, StreamId stream) {
        return session.queryOne(
                        "select coalesce(max(version), 0) as last from event where stream = ?",
                        row -> row.number("last"),
                        stream.value())
                .orElse(0L);
    }

    static Optional<StoredEvent> withId(Session session, MessageId id) {
        return session.queryOne("select * from event where id = ?", EventTable::stored, id.value());
    }

    static Optional<StoredEvent> at(Session session, StreamId stream, long version) {
        return session.queryOne(
                "select * from event where stream = ? and version = ?",
                EventTable::stored,
                stream.value(),
                version);
    }

    static List<StoredEvent> ofStream(
            Session session, StreamId stream, long version, long lastPosition, int limit) {
        return session.query(
                "select * from event where stream = ? and version > ? and position <= ?"
                        + " order by version limit ?",
                EventTable::stored,
                stream.value(),
                version,
                lastPosition,
                limit);
    }

    static List<StoredEvent> all(Session session, long position, long lastPosition, int limit) {
        return session.query(
                "select * from event where position > ? and position <= ?"
                        + " order by position limit ?",
                EventTable::stored,
                position,
                lastPosition,
                limit);
    }

    static void deleteAfter(Session session, long position) {
        session.update("delete from event where position > ?", position);
    }

    private static StoredEvent stored(Row row) {
        return new StoredEvent(
                row.number("position"),
                new StreamId(row.text("stream")),
                row.number("version"),
                EnvelopeColumns.read(row));
    }
}
