package greenbelt.database;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/// Connects to an H2 file, until it is cut off.
///
/// H2 opens a file again for whoever connects to it, so without this a pool that is about to be closed could revive a
/// database that has just crashed, for a task that is about to end.
final class FileSource implements DataSource {
    static {
        SharedValues.turnOff();
    }

    private final JdbcDataSource source = new JdbcDataSource();
    private final Path file;
    private final ReentrantLock connecting = new ReentrantLock();
    private boolean cutOff;

    /// @param cacheKilobytes how much of the file is kept in the heap
    FileSource(Path file, Durability durability, int cacheKilobytes) {
        this.file = file;
        // Without retention, dead space is used again at once. Safe as long as the operating system
        // lives and writes
        // in order; to survive a power cut the old chunks must stay until the new ones are on the
        // device.
        var retention = durability == Durability.DEVICE ? "" : ";RETENTION_TIME=0";
        source.setURL(
                "jdbc:h2:file:"
                        + file
                        + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;QUERY_CACHE_SIZE="
                        + FileDisk.STATEMENTS_KEPT
                        + ";CACHE_SIZE="
                        + cacheKilobytes
                        + FileDisk.SETTINGS
                        + retention);
        source.setUser("");
    }

    /// Without the ending that H2 adds.
    Path file() {
        return file;
    }

    @Override
    public Connection getConnection() throws SQLException {
        connecting.lock();
        try {
            if (cutOff) {
                throw new SQLException("cut off", "08003", ErrorCode.DATABASE_IS_CLOSED);
            }
            return source.getConnection();
        } finally {
            connecting.unlock();
        }
    }

    /// Ends the database as a kill would, and every connection to it; none comes after.
    void cutOff(Connection any) throws SQLException {
        connecting.lock();
        try (var statement = any.createStatement()) {
            cutOff = true;
            statement.execute("shutdown immediately");
        } finally {
            connecting.unlock();
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("the database has no users");
    }

    @Override
    public PrintWriter getLogWriter() {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) {
        source.setLogWriter(writer);
    }

    @Override
    public void setLoginTimeout(int seconds) {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("java.util.logging is not used");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
