package greenbelt.eventstore;

/// Stands around the handling of each event, as a span does.
public interface Interceptor {
    /// Leaves the handling as it is.
    Interceptor NONE = (subscriber, event, proceed) -> proceed.run();

    /// Runs `proceed` once, and lets what it throws pass. Must not wait: a transaction may be open.
    ///
    /// @param subscriber who handles the event
    void intercept(String subscriber, StoredEvent event, Runnable proceed);
}
