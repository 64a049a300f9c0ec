package greenbelt.eventstore.jdbc;

import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.eventstore.Admission.Head;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.StreamInfo;
import greenbelt.eventstore.StreamState;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What is known of streams beyond their events: the table has a row only for streams that were described, archived or
/// deleted, so that an append writes nothing but events. The rest is in the index of the events.
final class StreamTable {
    static final String CREATE =
            """
            create table stream (
                name varchar(100) primary key,
                state varchar(10) not null,
                version bigint not null,
                first_position bigint not null,
                last_position bigint not null,
                created_at timestamp(9) with time zone not null,
                metadata varchar(4096) not null)\
            """;

    private StreamTable() {}

    /// Where the stream stands, 0 when there is none.
    static Head head(Session session, StreamId stream) {
        var row = row(session, stream);
        return row.isPresent() && row.get().state() != StreamState.OPEN
                ? new Head(row.get().version(), row.get().state())
                : new Head(EventTable.lastVersion(session, stream), StreamState.OPEN);
    }

    /// What is known of the stream, as far as it is within `lastPosition`.
    static Optional<StreamInfo> find(Session session, StreamId stream, long lastPosition) {
        var row = row(session, stream);
        return row.isPresent() && row.get().state() == StreamState.DELETED
                ? row
                : ofEvents(session, stream, lastPosition)
                        .map(info -> row.map(known -> with(info, known)).orElse(info));
    }

    private static StreamInfo with(StreamInfo ofEvents, StreamInfo row) {
        return new StreamInfo(
                ofEvents.stream(),
                row.state(),
                ofEvents.version(),
                ofEvents.count(),
                ofEvents.firstPosition(),
                ofEvents.lastPosition(),
                ofEvents.created(),
                row.metadata());
    }

    private static Optional<StreamInfo> ofEvents(
            Session session, StreamId stream, long lastPosition) {
        var first = EventTable.ofStream(session, stream, 0, lastPosition, 1);
        var last = EventTable.ofStreamBackward(session, stream, Long.MAX_VALUE, lastPosition, 1);
        return first.isEmpty() || last.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new StreamInfo(
                                stream,
                                StreamState.OPEN,
                                last.getFirst().version(),
                                last.getFirst().version(),
                                first.getFirst().position(),
                                last.getFirst().position(),
                                first.getFirst().event().time(),
                                ""));
    }

    /// What is known of the streams after `after` by name, as far as it is within `lastPosition`, at most `limit`.
    static List<StreamInfo> list(
            Session session, String prefix, String after, long lastPosition, int limit) {
        var names =
                new TreeSet<>(
                        session.query(
                                """
                                select stream from event
                                where version = 1 and position <= ?
                                and stream > ? and stream >= ? and stream < ?
                                order by stream limit ?\
                                """,
                                row -> row.text("stream"),
                                lastPosition,
                                after,
                                prefix,
                                prefix + Character.MAX_VALUE,
                                limit));
        names.addAll(
                session.query(
                        """
                        select name from stream
                        where state = ? and name > ? and name >= ? and name < ?
                        order by name limit ?\
                        """,
                        row -> row.text("name"),
                        StreamState.DELETED,
                        after,
                        prefix,
                        prefix + Character.MAX_VALUE,
                        limit));
        return names.stream()
                .limit(limit)
                .map(name -> find(session, new StreamId(name), lastPosition))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Stores what a change has made of a stream.
    static void put(Session session, StreamInfo info) {
        session.update("delete from stream where name = ?", info.stream().value());
        session.update(
                "insert into stream values (?, ?, ?, ?, ?, ?, ?)",
                info.stream().value(),
                info.state(),
                info.version(),
                info.firstPosition(),
                info.lastPosition(),
                info.created(),
                info.metadata());
    }

    /// The last position of a stream that was deleted: its events are gone, their positions are not to be used again.
    static long lastDeletedPosition(Session session) {
        return session.queryOne(
                        "select coalesce(max(last_position), 0) as last from stream",
                        row -> row.number("last"))
                .orElse(0L);
    }

    /// The edition of the log that these streams make.
    static long edition(Session session) {
        return session
                .query(
                        "select name, state from stream where state <> ? order by name",
                        row ->
                                StreamState.valueOf(row.text("state"))
                                        .mark(new StreamId(row.text("name"))),
                        StreamState.OPEN)
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /// Forgets what was noted about streams that begin beyond this.
    static void deleteAfter(Session session, long position) {
        session.update("delete from stream where first_position > ?", position);
    }

    private static Optional<StreamInfo> row(Session session, StreamId stream) {
        return session.queryOne(
                "select * from stream where name = ?", StreamTable::info, stream.value());
    }

    private static StreamInfo info(Row row) {
        var state = StreamState.valueOf(row.text("state"));
        return new StreamInfo(
                new StreamId(row.text("name")),
                state,
                row.number("version"),
                state == StreamState.DELETED ? 0 : row.number("version"),
                row.number("first_position"),
                row.number("last_position"),
                row.instant("created_at"),
                row.text("metadata"));
    }
}
