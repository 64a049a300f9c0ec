package greenbelt.projection;

import greenbelt.database.Session;
import greenbelt.eventstore.StoredEvent;
import java.util.List;

/// Makes a read model: tables that answer questions which the events only imply.
///
/// It takes events in batches, and so in two steps: first it folds them into [Changes], in memory, then it writes what
/// has come out of it. An order that eight events of a batch are about is one row to write.
///
/// @see <a href="https://martinfowler.com/bliki/CQRS.html">Martin Fowler: CQRS</a>
public interface Projection {
    /// What depends on the tables.
    enum Kind {
        /// Only readers: the tables have versions, and can be made anew from the events at any time.
        READ_MODEL,
        /// Something acts upon the rows, as a timer rings: made anew, they would make it act again. So they never are.
        PROCESS
    }

    /// Names its checkpoint: 1 to 60 characters, another for each projection, such as `order-list`.
    String name();

    default Kind kind() {
        return Kind.READ_MODEL;
    }

    /// Its tables, each with `{v}` where the version goes: `order_list_{v}`. None for a process.
    List<String> tables();

    /// SQL that creates the tables, empty, with `{v}` where the version goes.
    List<String> creation();

    /// SQL that creates what is faster made when the tables are full: indexes.
    default List<String> indexes() {
        return List.of();
    }

    /// Changes that nothing has been folded into.
    Changes begin();

    /// What a batch of events changes.
    interface Changes {
        /// Folds the next event in. Looks at nothing but the events of this batch; what it does not know it skips.
        void take(StoredEvent event);

        /// Writes what has come out, in the transaction that moves the checkpoint. Must not wait, and must do the same
        /// when it is called again, because a transaction may be run again.
        void write(Session session, Tables tables);
    }
}
