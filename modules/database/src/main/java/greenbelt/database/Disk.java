package greenbelt.database;

import greenbelt.world.Node;
import java.util.NavigableSet;

/// What is left of a system when its nodes have crashed: the databases, by name.
///
/// Whoever builds the system owns the disk and hands each service its own database, never the disk. A node opens its
/// database when it starts, and attaches it; after a crash the next node of that service opens it again and finds what
/// was durable.
public interface Disk extends AutoCloseable {
    /// Opens the database of this name; creates it with this schema when there is none.
    ///
    /// Throws [DatabaseException]: `IN_USE` when another process, or another node, has it open; `INCOMPATIBLE` when it
    /// was written with another version of the schema. In neither case is anything changed.
    ///
    /// @param name lower-case letters, digits and dashes
    Database open(String name, Schema schema);

    /// Opens the database of this name for one of several nodes, which have it open at once; creates it as [#open] does.
    ///
    /// Writes of all of them run one after another. The database ends with the last who has it open: when that one stops, in
    /// order; when it crashes, with what was not durable lost. The crash of another one only cuts off that one. Throws as
    /// [#open] does.
    ///
    /// @param node whose it is
    Database share(Node node, String name, Schema schema);

    /// The names of the databases there are, open or not.
    NavigableSet<String> names();

    /// Removes the database of this name for good. No effect when there is none; throws [DatabaseException] with `IN_USE` when
    /// somebody has it open.
    void remove(String name);

    /// Lets go of everything; what is only in memory is gone.
    @Override
    void close();
}
