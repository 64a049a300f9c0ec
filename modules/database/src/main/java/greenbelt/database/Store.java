package greenbelt.database;

import greenbelt.database.Transactions.Committed;
import java.util.function.Function;

/// A database as its own module knows it: with its writes apart from what is around them.
interface Store extends Database {
    /// What is around them, for all who have it open.
    Writes writes();

    /// [#write] without the steps around it, and without what is to be done afterwards.
    <T> Committed<T> commit(String what, Function<Session, T> work);

    /// [#prepare] without the steps around it.
    <T> T prepareAtOnce(String what, String name, Function<Session, T> work);

    /// [#decide] without the steps around it.
    boolean decideAtOnce(String name, boolean commit);

    @Override
    default <T> T write(String what, Function<Session, T> work) {
        return writes().write(what, () -> commit(what, work));
    }

    @Override
    default <T> T prepare(String what, String name, Function<Session, T> work) {
        return writes().prepare(what, () -> prepareAtOnce(what, name, work));
    }

    @Override
    default boolean decide(String name, boolean commit) {
        return writes().decide(commit, () -> decideAtOnce(name, commit));
    }
}
