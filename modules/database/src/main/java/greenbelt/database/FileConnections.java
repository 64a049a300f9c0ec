package greenbelt.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.h2.jdbc.JdbcConnection;

/// The connections to a file: a pool of them, each with the statements that were prepared on it. Safe for many threads.
///
/// A connection once opened stays: it has no other end, and what it has prepared is worth keeping.
final class FileConnections implements AutoCloseable {
    /// Each cursor and each prepared transaction may have one beside these, so that they keep nobody
    /// from reading and writing.
    private static final int MAX_FOR_TRANSACTIONS = 6;

    private static final Duration PATIENCE_FOR_A_CONNECTION = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final ConcurrentMap<Connection, Statements> statements = new ConcurrentHashMap<>();

    /// For transactions, cursors and prepared transactions: each sees one state of all tables until it ends.
    static FileConnections forTransactions(String name, FileSource source) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setDataSource(source);
        config.setMinimumIdle(0);
        config.setIdleTimeout(0);
        config.setInitializationFailTimeout(-1); // the keeper has tried already
        config.setConnectionTimeout(PATIENCE_FOR_A_CONNECTION.toMillis());
        config.setMaxLifetime(0); // nothing between here and the file makes a connection old
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE"); // in H2: a snapshot
        config.setMaximumPoolSize(
                MAX_FOR_TRANSACTIONS + Cursors.MAX_OPEN + PreparedTransactions.MAX);
        return new FileConnections(new HikariDataSource(config));
    }

    private FileConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    Lease lease(String what) {
        try {
            var pooled = pool.getConnection();
            var physical = pooled.unwrap(JdbcConnection.class);
            return new Pooled(pooled, statements.computeIfAbsent(physical, Statements::new));
        } catch (SQLException failure) {
            throw SqlErrors.during(what, failure);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /// A connection of the pool.
    ///
    /// @param statements on H2's connection itself: what the pool would add to each call is for those who forget to close
    private record Pooled(Connection pooled, Statements statements) implements Lease {
        @Override
        public void close() {
            try {
                pooled.close();
            } catch (SQLException failure) {
                throw SqlErrors.during("give a connection back", failure);
            }
        }
    }
}
