package greenbelt.database;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import java.util.List;

/// An envelope as columns of a table, one for each of its parts: for tables of events and of messages.
public final class EnvelopeColumns {
    /// The columns as `create table` takes them, in the order of [#values].
    public static final String DEFINITIONS =
            """
            id varchar(100) not null,
            source varchar(200) not null,
            type varchar(200) not null,
            schema_version int not null,
            subject varchar(200) not null,
            happened_at timestamp(9) with time zone not null,
            trace varchar(55),
            cause varchar(100),
            data varchar(1048576) not null\
            """;

    /// A `?` for each column, as `insert` takes them.
    public static final String PLACEHOLDERS = "?, ?, ?, ?, ?, ?, ?, ?, ?";

    private EnvelopeColumns() {}

    /// What to store.
    public static List<Object> values(Envelope envelope) {
        return List.of(
                envelope.id().value(),
                envelope.source(),
                envelope.type(),
                envelope.schemaVersion(),
                envelope.subject(),
                envelope.time(),
                envelope.trace().map(TraceContext::traceparent),
                envelope.cause().map(MessageId::value),
                envelope.data());
    }

    /// What was stored.
    public static Envelope read(Row row) {
        return new Envelope(
                new MessageId(row.text("id")),
                row.text("source"),
                row.text("type"),
                row.integer("schema_version"),
                row.text("subject"),
                row.instant("happened_at"),
                row.optionalText("trace").flatMap(TraceContext::parse),
                row.optionalText("cause").map(MessageId::new),
                row.text("data"));
    }
}
