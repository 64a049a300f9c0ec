package greenbelt.order;

import greenbelt.event.Envelope;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes events into another store, in their order, some at a time. An append has each stream once, so it ends where a
/// stream comes again after another one.
final class LogCopy {
    /// So that the largest events together are less than an append takes.
    private static final int MAX_TOGETHER =
            EventStore.MAX_DATA_BYTES_PER_APPEND / Envelope.MAX_DATA_BYTES;

    private final EventStore store;
    private final List<StreamAppend> together = new ArrayList<>();
    private int count;

    LogCopy(EventStore store) {
        this.store = store;
    }

    void add(StoredEvent stored) {
        boolean comesAgain =
                !goesOn(stored)
                        && together.stream().anyMatch(it -> it.stream().equals(stored.stream()));
        if (comesAgain || count == MAX_TOGETHER) {
            flush();
        }
        var events = new ArrayList<Envelope>();
        if (goesOn(stored)) {
            events.addAll(together.removeLast().events());
        }
        events.add(stored.event().withTrace(Optional.empty()));
        together.add(new StreamAppend(stored.stream(), new Expected.Any(), events));
        count++;
    }

    private boolean goesOn(StoredEvent stored) {
        return !together.isEmpty() && together.getLast().stream().equals(stored.stream());
    }

    /// Writes what has been added and not written yet.
    void flush() {
        if (!together.isEmpty()) {
            store.appendAll(together);
            together.clear();
            count = 0;
        }
    }
}
