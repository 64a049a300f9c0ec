package greenbelt.outbox;

import greenbelt.bus.Topic;
import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import java.util.List;

/// The table of messages that wait to be published.
final class OutboxTable {
    static final String CREATE =
            """
            create table outbox (
                position bigint primary key,
                topic varchar(60) not null,
                id varchar(100) not null,
                source varchar(200) not null,
                type varchar(200) not null,
                schema_version int not null,
                subject varchar(200) not null,
                happened_at timestamp(9) with time zone not null,
                trace varchar(55),
                cause varchar(100),
                data varchar(1048576) not null)\
            """;

    private OutboxTable() {}

    static void insert(Session session, OutboxMessage waiting) {
        var message = waiting.message();
        session.update(
                "insert into outbox values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                waiting.position(),
                waiting.topic().name(),
                message.id().value(),
                message.source(),
                message.type(),
                message.schemaVersion(),
                message.subject(),
                message.time(),
                message.trace().map(TraceContext::traceparent),
                message.cause().map(MessageId::value),
                message.data());
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
                row.number("position"),
                new Topic(row.text("topic")),
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
