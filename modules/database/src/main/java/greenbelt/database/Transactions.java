package greenbelt.database;

import greenbelt.database.GatheredCursor.Rows;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs work on a connection with its statements, and ends the transaction whichever way the work ends.
final class Transactions {
    /// How often a transaction is run that keeps losing against others.
    static final int MAX_ATTEMPTS = 5;

    private Transactions() {}

    /// What a committed transaction has answered, and what is to be done once it is durable.
    record Committed<T>(T answer, List<Runnable> afterwards) {}

    static <T> T read(Statements statements, Function<Session, T> work) {
        var session = new JdbcSession(statements, false);
        try {
            return work.apply(session);
        } finally {
            session.end(false);
        }
    }

    static Rows gather(Statements statements, String sql, List<Object> parameters) {
        var session = new JdbcSession(statements, false);
        try {
            return session.gather(sql, parameters);
        } finally {
            session.end(false);
        }
    }

    static <T> Committed<T> write(Statements statements, Function<Session, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writeOnce(statements, work);
            } catch (DatabaseException failure) {
                if (attempt == MAX_ATTEMPTS || !SqlErrors.lost(failure)) {
                    throw failure;
                }
            }
        }
    }

    private static <T> Committed<T> writeOnce(Statements statements, Function<Session, T> work) {
        var session = new JdbcSession(statements, true);
        @Nullable T answer = null;
        try {
            answer = work.apply(session);
        } finally {
            if (answer == null) {
                session.end(false);
            }
        }
        return new Committed<>(answer, session.end(true));
    }
}
