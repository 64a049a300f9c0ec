package greenbelt.eventstore.jdbc;

import greenbelt.database.EnvelopeColumns;
import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The table of events: what is in it and how to ask it. Plain SQL, for H2 and PostgreSQL alike.
final class EventTable {
    static final String CREATE =
            """
            create table event (
                position bigint primary key,
                stream varchar(100) not null,
                version bigint not null,
                archived boolean not null,
                %s,
                constraint event_place unique (stream, version),
                constraint event_once unique (id))\
            """
                    .formatted(EnvelopeColumns.DEFINITIONS);

    private static final String INSERT =
            "insert into event values (?, ?, ?, false, " + EnvelopeColumns.PLACEHOLDERS + ")";

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

    static List<StoredEvent> ofStreamBackward(
            Session session, StreamId stream, long version, long lastPosition, int limit) {
        return session.query(
                "select * from event where stream = ? and version < ? and position <= ?"
                        + " order by version desc limit ?",
                EventTable::stored,
                stream.value(),
                version,
                lastPosition,
                limit);
    }

    /// The events in this range that the filter admits, oldest first.
    static List<StoredEvent> after(
            Session session, long position, long lastPosition, EventFilter filter, int limit) {
        var conditions = new Conditions(filter);
        var events = new ArrayList<StoredEvent>();
        session.each(
                "select * from event where position > ? and position <= ?"
                        + conditions.sql()
                        + " order by position limit ?",
                row -> events.add(stored(row)),
                conditions.parameters(position, lastPosition, limit));
        return events;
    }

    /// Hands over the next rows as they are; answers the position to go on from, `position` itself when there are none.
    static long eachAfter(
            Session session,
            long position,
            long lastPosition,
            int limit,
            Consumer<StoredRow> reader) {
        var cursor = new StoredRow(position);
        session.each(
                "select * from event where position > ? and position <= ? order by position limit ?",
                row -> reader.accept(cursor.at(row)),
                position,
                lastPosition,
                limit);
        return cursor.lastPosition();
    }

    /// The events in this range that the filter admits, newest first.
    static List<StoredEvent> before(
            Session session, long firstPosition, long position, EventFilter filter, int limit) {
        var conditions = new Conditions(filter);
        return session.query(
                "select * from event where position >= ? and position < ?"
                        + conditions.sql()
                        + " order by position desc limit ?",
                EventTable::stored,
                conditions.parameters(firstPosition, position, limit));
    }

    static void archive(Session session, StreamId stream) {
        session.update("update event set archived = true where stream = ?", stream.value());
    }

    static void delete(Session session, StreamId stream) {
        session.update("delete from event where stream = ?", stream.value());
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

    /// A filter as SQL, written so that no index but that of the position is of use: the rows come in its order.
    private record Conditions(EventFilter filter) {
        String sql() {
            var sql = new StringBuilder();
            if (!filter.archivedToo()) {
                sql.append(" and not archived");
            }
            if (!filter.types().isEmpty()) {
                sql.append(" and type in (")
                        .append(String.join(", ", Collections.nCopies(filter.types().size(), "?")))
                        .append(")");
            }
            if (!filter.streamPrefix().isEmpty()) {
                sql.append(" and left(stream, ?) = ?");
            }
            return sql.toString();
        }

        Object[] parameters(long from, long to, int limit) {
            var parameters = new ArrayList<Object>(List.of(from, to));
            parameters.addAll(filter.types());
            if (!filter.streamPrefix().isEmpty()) {
                parameters.add(filter.streamPrefix().length());
                parameters.add(filter.streamPrefix());
            }
            parameters.add(limit);
            return parameters.toArray();
        }
    }
}
