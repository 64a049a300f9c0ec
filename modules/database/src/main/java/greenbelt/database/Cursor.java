package greenbelt.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a query, pulled a few at a time, so that many rows need little memory.
///
/// All of them are of one moment, that of [Database#cursor]. In the live world they are found as they are pulled, and the
/// cursor holds a connection until it is closed, and keeps the database from using the place of old rows again; in the
/// virtual world they have been gathered. May be opened by one task and pulled by another, but by one at a time, and not
/// inside a transaction of the same database.
///
/// A value is a [Long], [Integer], [java.math.BigDecimal], [Double], [String], [Boolean], [java.time.Instant] or null.
///
/// @see <a href="https://www.postgresql.org/docs/current/plpgsql-cursors.html">PostgreSQL: Cursors</a>
public interface Cursor extends AutoCloseable {
    /// The names of the columns, as a [Row] knows them.
    List<String> columns();

    /// The next rows, each with a value for every column: at most `most`, fewer only at the end, none after it.
    ///
    /// Throws [DatabaseException]: `CLOSED` once this, or the database, is closed.
    ///
    /// @param most from 1
    List<@Nullable Object[]> next(int most);

    /// Gives back what it holds. No effect the second time, nor when the database is closed.
    @Override
    void close();
}
