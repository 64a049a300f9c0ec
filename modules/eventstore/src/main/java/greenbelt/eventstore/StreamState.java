package greenbelt.eventstore;

import java.util.Locale;

/// Whether a stream takes events, and who sees those that it has. It only ever goes down this list.
public enum StreamState {
    /// Takes events.
    OPEN,
    /// Takes no more events; reads of all events leave its own out unless asked; can be read by name.
    ARCHIVED,
    /// Its events are gone, in every reading. Its name stays taken, their positions stay unused.
    DELETED;

    /// Its name in a sentence, such as `archived`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
