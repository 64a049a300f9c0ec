package greenbelt.database;

import greenbelt.world.Part;
import java.util.function.Consumer;
import java.util.function.Function;

/// One service's own database.
///
/// A transaction is undivided: code inside it must not wait, call another service or publish. Writes run one after
/// another, each upon what the one before has left; reads run beside them. Nobody but the service has the object, so
/// nobody else reaches the data. For tasks only, of which there may be many.
public interface Database extends Part {
    /// The service's name.
    String name();

    /// Runs `work` against one consistent state of the data; it cannot write.
    ///
    /// @param what names it in traces, such as `find user`
    <T> T read(String what, Function<Session, T> work);

    /// Runs `work` in a transaction: what it wrote is committed when it returns, and undone when it throws.
    ///
    /// When this returns, the data is as durable as this database was opened to make it. A transaction that lost
    /// against another one is run again, so `work` may run several times and must have no other effect.
    ///
    /// @param what names it in traces, such as `reserve stock`
    <T> T write(String what, Function<Session, T> work);

    /// What must be undone when the node crashes, given that a commit is visible a moment before it is durable.
    ///
    /// The virtual world runs it at the crash; the live world loses those rows by itself.
    void whenCrashed(Consumer<Session> forget);

    /// Asks the database for a sign of life. Throws [DatabaseException] when there is none, or it could not write.
    default void probe() {
        read("probe", session -> session.queryOne("select 1 as alive", row -> row.flag("alive")));
    }
}
