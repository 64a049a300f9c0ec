package greenbelt.outbox;

import greenbelt.bus.Topic;
import greenbelt.database.EnvelopeColumns;
import greenbelt.database.Row;
import greenbelt.database.Session;
import java.util.ArrayList;
import java.util.List;

/// The table of messages that wait to be published.
final class OutboxTable {
    static final String CREATE =
            """
            create table outbox (
                position bigint primary key,
                topic varchar(60) not null,
                %s)\
            """
                    .formatted(EnvelopeColumns.DEFINITIONS);

    private static final String INSERT =
            "insert into outbox values (?, ?, " + EnvelopeColumns.PLACEHOLDERS + ")";

    private OutboxTable() {}

    static void insert(Session session, OutboxMessage waiting) {
        var values = new ArrayList<Object>();
        values.add(waiting.position());
        values.add(waiting.topic().name());
        values.addAll(EnvelopeColumns.values(waiting.message()));
        session.update(INSERT, values.toArray());
    }

    static long lastPosition(Session session) {
        return session.queryOne(
                        "select coalesce(max(position), 0) as last from outbox",
                        row -> row.number("last"))
                .orElse(0L);
    }

    static long count(Session session) {
        return session.queryOne(
                        "select count(*) as waiting from outbox", row -> row.number("waiting"))
                .orElse(0L);
    }

    static List<OutboxMessage> upTo(Session session, long position, int limit) {
        return session.query(
                "select * from outbox where position <= ? order by position limit ?",
                OutboxTable::message,
                position,
                limit);
    }

    static int deleteUpTo(Session session, long position) {
        return session.update("delete from outbox where position <= ?", position);
    }

    private static OutboxMessage message(Row row) {
        return new OutboxMessage(
                row.number("position"), new Topic(row.text("topic")), EnvelopeColumns.read(row));
    }
}
