package greenbelt.telemetry;

import greenbelt.database.Database;
import greenbelt.database.Session;
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
        return recorded(what, () -> database.read(what, work));
    }

    @Override
    public <T> T write(String what, Function<Session, T> work) {
        return recorded(what, () -> database.write(what, work));
    }

    private <T> T recorded(String what, Supplier<T> body) {
        if (!Tracer.currentSpan().getSpanContext().isValid()) {
            return body.get();
        }
        return tracer.span(what)
                .kind(SpanKind.CLIENT)
                .with(Keys.DB_SYSTEM, "h2")
                .with(Keys.DB_NAMESPACE, database.name())
                .with(Keys.DB_OPERATION, what)
                .call(body);
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
    public void stop() {
        database.stop();
    }

    @Override
    public void crash() {
        database.crash();
    }
}
