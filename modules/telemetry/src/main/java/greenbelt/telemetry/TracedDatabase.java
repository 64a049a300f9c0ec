package greenbelt.telemetry;

import greenbelt.database.Cursor;
import greenbelt.database.Database;
import greenbelt.database.ForwardingDatabase;
import greenbelt.database.Row;
import greenbelt.database.Rows;
import greenbelt.database.Session;
import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;

/// Records transactions.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">conventions for database
///     spans</a>
final class TracedDatabase extends ForwardingDatabase {
    private final Tracer tracer;
    private final NavigableMap<String, Long> facts;

    /// @param facts what is said of every span, by attribute
    TracedDatabase(Tracer tracer, Database database, NavigableMap<String, Long> facts) {
        super(database);
        this.tracer = tracer;
        this.facts = facts;
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        return Tracer.isInSpan() ? recorded(what, work, super::read) : super.read(what, work);
    }

    @Override
    public <T> List<T> query(
            String what, String sql, Function<Row, T> reader, Object... parameters) {
        return Tracer.isInSpan()
                ? read(what, session -> session.query(sql, reader, parameters))
                : super.query(what, sql, reader, parameters);
    }

    @Override
    public Rows rows(String what, String sql, int most, Object... parameters) {
        return Tracer.isInSpan()
                ? span(what)
                        .with(Keys.DB_QUERY, sql)
                        .call(() -> super.rows(what, sql, most, parameters))
                : super.rows(what, sql, most, parameters);
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        return Tracer.isInSpan() ? recorded(what, work, super::write) : super.write(what, work);
    }

    @Override
    public <T> T writeLazily(String what, Function<Session, T> work) {
        return Tracer.isInSpan()
                ? recorded(what, work, super::writeLazily)
                : super.writeLazily(what, work);
    }

    @Override
    public <T> T prepare(String what, String name, Function<Session, T> work) {
        return Tracer.isInSpan()
                ? recorded(what, work, (same, noted) -> super.prepare(same, name, noted))
                : super.prepare(what, name, work);
    }

    @Override
    public boolean decide(String name, boolean commit) {
        return Tracer.isInSpan()
                ? span(commit ? "commit prepared" : "roll back prepared")
                        .call(() -> super.decide(name, commit))
                : super.decide(name, commit);
    }

    /// The span goes on until the cursor is closed.
    @Override
    public Cursor cursor(String what, String sql, Object... parameters) {
        if (!Tracer.isInSpan()) {
            return super.cursor(what, sql, parameters);
        }
        var span = span(what).with(Keys.DB_QUERY, sql).begin();
        return new TracedCursor(span, span.call(() -> super.cursor(what, sql, parameters)));
    }

    /// Runs work in a transaction.
    private interface Transaction<T> {
        T run(String what, Function<Session, T> work);
    }

    private <T> T recorded(String what, Function<Session, T> work, Transaction<T> transaction) {
        return span(what)
                .callWith(span -> transaction.run(what, session -> noting(span, session, work)));
    }

    private NewSpan span(String what) {
        var span =
                tracer.span(what)
                        .kind(SpanKind.CLIENT)
                        .with(Keys.DB_SYSTEM, "h2")
                        .with(Keys.DB_NAMESPACE, name())
                        .with(Keys.DB_OPERATION, what);
        facts.forEach(span::with);
        return span;
    }

    private static <T> T noting(Span span, Session session, Function<Session, T> work) {
        var recorded = new RecordedSession(session);
        try {
            return work.apply(recorded);
        } finally {
            span.setAttribute(Keys.DB_QUERY, recorded.statements());
        }
    }
}
