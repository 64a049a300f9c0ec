package greenbelt.database;

import greenbelt.database.Transactions.Committed;
import java.util.function.Function;

/// A database as its own module knows it.
interface Store extends Database {
    /// [#write] without the steps around it, and without what is to be done afterwards.
    <T> Committed<T> commit(String what, Function<Session, T> work);
}
