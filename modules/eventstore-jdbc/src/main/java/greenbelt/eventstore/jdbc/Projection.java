package greenbelt.eventstore.jdbc;

import greenbelt.database.Session;
import greenbelt.eventstore.StoredEvent;

/// Keeps a read model up to date: tables that answer questions which the events only imply.
///
/// @see <a href="https://martinfowler.com/bliki/CQRS.html">Martin Fowler: CQRS</a>
public interface Projection {
    /// Names its checkpoint: 1 to 100 characters, another for each projection.
    String name();

    /// Changes the read model as `event` says. In a transaction, so it must not wait; what it does not know it skips.
    void apply(Session session, StoredEvent event);
}
