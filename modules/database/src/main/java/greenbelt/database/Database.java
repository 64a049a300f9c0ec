package greenbelt.database;

import greenbelt.world.Part;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// One service's own database.
///
/// A transaction is undivided: code inside it must not wait, call another service or publish. Writes run one after
/// another, each upon what the one before has left; reads run beside them. Nobody but the service has the object, so
/// nobody else reaches the data; of several instances of a service each has one, see [Disk#share]. For tasks only, of which
/// there may be many.
public interface Database extends Part {
    /// The service's name.
    String name();

    /// Runs `work` against one consistent state of the data; it cannot write.
    ///
    /// @param what names it in traces, such as `find user`
    <T> T read(String what, Function<Session, T> work);

    /// The rows of one query by itself, in the order it asks for, which must be complete when it can give several. It costs less
    /// than [#read], which keeps one state of all tables for what may be asked next.
    ///
    /// @param sql changes nothing
    /// @param parameters as in [Session]
    default <T> List<T> query(
            String what, String sql, Function<Row, T> reader, Object... parameters) {
        return read(what, session -> session.query(sql, reader, parameters));
    }

    /// The first rows of one query by itself, at most `most`, in the order it asks for, which must be complete when it can give several:
    /// for who does not know the columns, and wants few rows soon. It costs less than [#cursor], and nothing is held afterwards.
    ///
    /// @param what names it in traces
    /// @param sql changes nothing
    /// @param most from 1
    /// @param parameters as in [Session]
    default Rows rows(String what, String sql, int most, Object... parameters) {
        try (var cursor = cursor(what, sql, parameters)) {
            return new Rows(cursor.columns(), cursor.next(most));
        }
    }

    /// Runs `work` in a transaction: what it wrote is committed when it returns, and undone when it throws.
    ///
    /// When this returns, the data is as durable as this database was opened to make it. Throws [DatabaseException]: `BUSY`
    /// when a prepared transaction holds rows that it needs, and nobody decides within 1 s. A transaction that lost
    /// against another one is run again, so `work` may run several times and must have no other effect.
    ///
    /// @param what names it in traces, such as `reserve stock`
    <T> T write(String what, Function<Session, T> work);

    /// Runs `work` as [#write] does, and does not wait until it is durable: after a crash it may not be there, and what was written
    /// after it is not there either, then. The next [#write] makes it durable, too. For what can be made again, such as copies.
    ///
    /// @param what names it in traces
    /// @see <a href="https://www.postgresql.org/docs/current/wal-async-commit.html">PostgreSQL: Asynchronous Commit</a>
    default <T> T writeLazily(String what, Function<Session, T> work) {
        return write(what, work);
    }

    /// Opens a cursor over the rows of a query, for many rows, or for rows of which the columns are not known. A query that can
    /// give several rows must have an ORDER BY. Whoever opens it closes it.
    ///
    /// Throws [DatabaseException]: `BUSY` when 16 cursors are open.
    ///
    /// @param what names it in traces, such as `scan orders`
    /// @param parameters as in [Session]
    Cursor cursor(String what, String sql, Object... parameters);

    /// Runs `work` in a transaction, and ends it neither way: what it wrote is kept, seen by nobody, until [#decide] says what
    /// becomes of it. That is the first phase of a commit in two; from here on this database can do both.
    ///
    /// A prepared transaction is as durable as a commit, and outlives a crash and a stop. Until it is decided, whoever
    /// wants to write the same rows waits, up to 1 s of the world's time, and then gets `BUSY`. Rows that it has only read may
    /// change under it; `select … for update` keeps them, too. Nothing can be done [Session#afterCommit].
    ///
    /// Throws [DatabaseException] as [#write] does, with nothing kept, and: `CONSTRAINT` when one of this name is prepared
    /// already; `BUSY` when 32 are prepared.
    ///
    /// @param name of the transaction: 1 to 100 letters, digits and `. _ / -`
    /// @see <a href="https://www.postgresql.org/docs/current/sql-prepare-transaction.html">PostgreSQL: PREPARE TRANSACTION</a>
    /// @see <a href="https://dl.acm.org/doi/10.1145/7239.7266">C. Mohan, B. Lindsay, R. Obermarck: Transaction Management in
    ///      the R* Distributed Database Management System, 1986</a>
    <T> T prepare(String what, String name, Function<Session, T> work);

    /// The names of the transactions that are prepared and not decided, in the order of the letters: those that a process
    /// before this one has left, too.
    List<String> inDoubt();

    /// Commits or undoes a prepared transaction, durably. Answers whether there was one of this name; it does nothing
    /// when there was none, so whoever does not know whether it came through says it again.
    boolean decide(String name, boolean commit);

    /// What must be undone when the node crashes, given that a commit is visible a moment before it is durable.
    ///
    /// The virtual world runs it at the crash; the live world loses those rows by itself.
    void whenCrashed(Consumer<Session> forget);

    /// What all who have this database open have in common beside the data, as a database server keeps sequences and
    /// notifications for its clients: made by whoever asks first, gone when the last has closed it.
    ///
    /// @param type there is one thing of each
    /// @param first makes it; must not wait
    <T> T common(Class<T> type, Supplier<T> first);

    /// Has `duty` run by one at a time of those who have this database open: now and here, by whoever has had it open
    /// longest; by another one, in a task of its node, when all before it have closed it or crashed. What the duty begins
    /// ends with the node.
    ///
    /// This is what the advisory lock of a database server is used for: it is held as long as the connection.
    ///
    /// @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">PostgreSQL: Advisory
    ///      locks</a>
    void lead(Runnable duty);

    /// An orderly stop runs `last`, and then writes the file anew, without what was deleted or overwritten; else its bytes stay
    /// in the file until their place is used again. A crash does neither, so whoever asks for it asks again after a restart.
    void rewriteWhenStopped(Consumer<Session> last);

    /// Asks the database for a sign of life. Throws [DatabaseException] when there is none, or it could not write.
    default void probe() {
        read("probe", session -> session.queryOne("select 1 as alive", row -> row.flag("alive")));
    }
}
