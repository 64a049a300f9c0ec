package greenbelt.eventstore.jdbc;

import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
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
                id varchar(100) not null,
                source varchar(200) not null,
                type varchar(200) not null,
                schema_version int not null,
                subject varchar(200) not null,
                happened_at timestamp(9) with time zone not null,
                trace varchar(55),
                cause varchar(100),
                data varchar(1048576) not null,
                constraint event_place unique (stream, version),
                constraint event_once unique (id))\
            """;

    private static final String INSERT =
            "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private EventTable() {}

    static void insert(Session session, List<StoredEvent> events) {
        session.updateAll(INSERT, events.stream().map(EventTable::values).toList());
    }

    private static List<Object> values(StoredEvent stored) {
        var event = stored.event();
        return List.of(
                stored.position(),
                stored.stream().value(),
                stored.version(),
                event.id().value(),
                event.source(),
                event.type(),
                event.schemaVersion(),
                event.subject(),
                event.time(),
                event.trace().map(TraceContext::traceparent),
                event.cause().map(MessageId::value),
                event.data());
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
                new Envelope(
                        new MessageId(row.text("id")),
                        row.text("source"),
                        row.text("type"),
                        row.integer("schema_version"),
                        row.text("subject"),
                        row.instant("happened_at"),
                        row.optionalText("trace").flatMap(TraceContext::parse),
                        row.optionalText("cause").map(MessageId::new),
                        row.text("data")));
    }
}
