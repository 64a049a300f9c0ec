package greenbelt.eventstore;

import java.util.List;

/// What is written with events: in the transaction of their append, or not at all.
///
/// So it is never behind the events, and never ahead of them; and every append waits for it. What it cannot take is not
/// appended: the append throws [EventStoreException], and nothing is written. An append that is a repetition is not
/// handed over again.
///
/// @param <T> the transaction, such as a session of the store's database
public interface Inline<T> {
    /// Writes nothing.
    static <T> Inline<T> nothing() {
        return (transaction, events) -> {};
    }

    /// Writes what follows from these events, which come next in the global order. Must not wait, and must do the same
    /// when it is called again, because a transaction may be run again, with fewer events.
    ///
    /// @param events at least one
    void write(T transaction, List<StoredEvent> events);
}
