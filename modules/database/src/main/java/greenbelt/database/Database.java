package greenbelt.database;

import greenbelt.world.Part;
import java.util.function.Consumer;
import java.util.function.Function;

/// One service's own database.
///
/// A transaction is undivided: code inside it must not wait, call another service or publish. Nobody but the service
/// has the object, so nobody else reaches the data. Safe for many tasks.
public interface Database extends Part {
    /// The service's name.
    String name();

    /// Runs `work` against one consistent state of the data; it must not write.
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
}
