package greenbelt.database;

import greenbelt.database.JdbcSession.Mode;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs work on a connection with its statements, and ends the transaction whichever way the work ends.
final class Transactions {
    /// How often a transaction is run that keeps losing against others.
    static final int MAX_ATTEMPTS = 5;

    private Transactions() {}

    /// What a committed transaction has answered, and what is to be done once it is durable.
    record Committed<T>(T answer, List<Runnable> afterwards) {}

    static <T> T read(Statements statements, Function<Session, T> work) {
        var session = new JdbcSession(statements, Mode.READ);
        try {
            return work.apply(session);
        } finally {
            session.end(false);
        }
    }

    static Rows gather(Statements statements, String sql, List<Object> parameters) {
        var session = new JdbcSession(statements, Mode.READ);
        try {
            return session.gather(sql, parameters);
        } finally {
            session.end(false);
        }
    }

    static <T> Committed<T> write(Statements statements, Function<Session, T> work) {
        return repeatedly(() ->
                once(
                        new JdbcSession(statements, Mode.WRITE),
                        work,
                        (answer, session) -> new Committed<>(answer, session.end(true))));
    }

    /// Ends with what the work has changed prepared, on this connection.
    static <T> T prepare(Statements statements, String name, Function<Session, T> work) {
        return repeatedly(() ->
                once(
                        new JdbcSession(statements, Mode.PREPARE),
                        work,
                        (answer, session) -> {
                            session.prepare(name);
                            return answer;
                        }));
    }

    private static <T> T repeatedly(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (DatabaseException failure) {
                if (attempt == MAX_ATTEMPTS || !SqlErrors.lost(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static <T, R> R once(
            JdbcSession session, Function<Session, T> work, BiFunction<T, JdbcSession, R> end) {
        @Nullable T answer = null;
        try {
            answer = work.apply(session);
        } finally {
            if (answer == null) {
                session.end(false);
            }
        }
        return end.apply(answer, session);
    }
}
