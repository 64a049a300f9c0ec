package greenbelt.eventstore;

import greenbelt.event.Envelope;
import java.util.List;

/// What a store demands of events before it takes them, such as [EventTypes#checkAppend].
public interface AppendRule {
    /// Demands nothing.
    AppendRule NONE = events -> {};

    /// Throws [EventStoreException] when these events are not to be appended. Must not wait.
    void check(List<Envelope> events);
}
