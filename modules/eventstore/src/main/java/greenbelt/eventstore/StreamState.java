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

    /// Landon Curt Noll, *FNV hash* (1991), for 64 bits.
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;

    private static final long FNV_PRIME = 0x100000001b3L;

    /// What a stream of this name in this state adds to [EventStore#edition]: nothing while it is open, else a number that
    /// no other stream and no other state has, but for a chance of one in many billions.
    public long mark(StreamId stream) {
        if (this == OPEN) {
            return 0;
        }
        long hash = FNV_OFFSET;
        for (char each : (name() + " " + stream).toCharArray()) {
            hash = (hash ^ each) * FNV_PRIME;
        }
        return hash;
    }

    /// Its name in a sentence, such as `archived`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
