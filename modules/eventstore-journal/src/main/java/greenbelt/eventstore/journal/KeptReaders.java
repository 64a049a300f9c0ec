package greenbelt.eventstore.journal;

import greenbelt.eventstore.journal.JournalReader.Damage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/// Readers that wait where a page has ended for who wants the next one. For many tasks.
final class KeptReaders {
    private static final int MAX_KEPT = 4;

    private final ConcurrentSkipListMap<Long, JournalReader> kept = new ConcurrentSkipListMap<>();
    private final Consumer<Damage> damages;

    KeptReaders(Consumer<Damage> damages) {
        this.damages = damages;
    }

    /// A reader that stands at `position`, for the caller alone.
    JournalReader take(long position, Coverage coverage) {
        var found = kept.remove(position);
        if (found != null && found.isOf(coverage)) {
            found.extendTo(coverage);
            return found;
        }
        if (found != null) {
            found.close();
        }
        return new JournalReader(coverage, position, damages);
    }

    /// Takes a reader back, and lets the one go that is farthest behind when there are too many.
    void keep(JournalReader reader) {
        var other = kept.put(reader.position(), reader);
        if (other != null) {
            other.close();
        }
        while (kept.size() > MAX_KEPT) {
            closeFirst();
        }
    }

    void close() {
        while (!kept.isEmpty()) {
            closeFirst();
        }
    }

    private void closeFirst() {
        var first = kept.pollFirstEntry();
        if (first != null) {
            first.getValue().close();
        }
    }
}
