package greenbelt.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/// What is left of a database in memory when its node has crashed: the data, and the transactions that are prepared.
final class MemoryData implements AutoCloseable {
    /// An unnamed H2 database belongs to its only connection, so worlds side by side never meet.
    private static final String URL = "jdbc:h2:mem:;DB_CLOSE_ON_EXIT=FALSE;QUERY_CACHE_SIZE=";

    static {
        SharedValues.turnOff();
    }

    /// Above what H2 counts up to for one connection.
    private static final int FIRST_SESSION = 1_000;

    private final Connection connection;
    private final SessionLocal session;
    private final PreparedTransactions prepared = new PreparedTransactions(List.of());
    private int sessions = FIRST_SESSION;

    MemoryData() {
        try {
            var url = URL + FileDisk.STATEMENTS_KEPT + FileDisk.SETTINGS;
            connection = new org.h2.Driver().connect(url, new Properties());
            connection.setAutoCommit(false);
            session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        } catch (SQLException failure) {
            throw SqlErrors.during("open a database in memory", failure);
        }
    }

    Connection connection() {
        return connection;
    }

    PreparedTransactions prepared() {
        return prepared;
    }

    /// A session of its own beside that of the connection: through a name it could not be had, because there is none.
    Lease lease() {
        var own = new SessionLocal(session.getDatabase(), session.getUser(), sessions++);
        own.setLockTimeout(session.getLockTimeout());
        own.setAutoCommit(false);
        own.setIsolationLevel(session.getIsolationLevel());
        return new Session(own, new Statements(new JdbcConnection(own, "", URL)));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failure) {
            throw SqlErrors.during("close a database in memory", failure);
        }
    }

    private record Session(SessionLocal session, Statements statements) implements Lease {
        @Override
        public void close() {
            session.close();
        }
    }
}
