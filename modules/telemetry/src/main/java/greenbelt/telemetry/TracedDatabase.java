package greenbelt.telemetry;

import greenbelt.database.Database;
import greenbelt.database.Session;
import io.opentelemetry.api.trace.Span;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Records transactions.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/database/database-spans/">conventions for database
///     spans</a>
final class TracedDatabase implements Database {
    private final Tracer tracer;
    private final Database database;

    TracedDatabase(Tracer tracer, Database database) {
        this.tracer = tracer;
        this.database = database;
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public <T> T read(String what, Function<Session, T> work) {
        return Tracer.isInSpan() ? recorded(what, work, database::read) : database.read(what, work);
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        return Tracer.isInSpan()
                ? recorded(what, work, database::write)
                : database.write(what, work);
    }

    /// Runs work in a transaction.
    private interface Transaction<T> {
        T run(String what, Function<Session, T> work);
    }

    private <T> T recorded(String what, Function<Session, T> work, Transaction<T> transaction) {
        return tracer.span(what)
                .kind(SpanKind.CLIENT)
                .with(Keys.DB_SYSTEM, "h2")
                .with(Keys.DB_NAMESPACE, database.name())
                .with(Keys.DB_OPERATION, what)
                .callWith(span -> transaction.run(what, session -> noting(span, session, work)));
    }

    private static <T> T noting(Span span, Session session, Function<Session, T> work) {
        var recorded = new RecordedSession(session);
        try {
            return work.apply(recorded);
        } finally {
            span.setAttribute(Keys.DB_QUERY, recorded.statements());
        }
    }

    @Override
    public void whenCrashed(Consumer<Session> forget) {
        database.whenCrashed(forget);
    }

    @Override
    public void probe() {
        database.probe();
    }

    @Override
    public <T> T common(Class<T> type, Supplier<T> first) {
        return database.common(type, first);
    }

    @Override
    public void lead(Runnable duty) {
        database.lead(duty);
    }

    @Override
    public void rewriteWhenStopped(Consumer<Session> last) {
        database.rewriteWhenStopped(last);
    }

    @Override
    public void stop() {
        database.stop();
    }

    @Override
    public void crash() {
        database.crash();
    }
}
