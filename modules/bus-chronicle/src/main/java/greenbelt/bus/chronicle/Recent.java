package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The last messages of a topic in a ring, so that those who keep up need no disk.
///
/// One task adds, many read.
final class Recent {
    /// The most messages that are kept.
    static final int MAX_MESSAGES = 16_384;

    /// The most characters of payload that are kept, unless a single message has more.
    static final long MAX_CHARACTERS = 8L << 20;

    private final AtomicReferenceArray<@Nullable Entry> ring =
            new AtomicReferenceArray<>(MAX_MESSAGES);
    private long oldest;
    private long characters;

    void add(Entry entry) {
        if (characters == 0) {
            oldest = entry.position();
        }
        characters += 1L + entry.message().data().length();
        while (entry.position() - oldest >= MAX_MESSAGES
                || (characters > MAX_CHARACTERS && oldest < entry.position())) {
            forget(oldest++);
        }
        ring.set(slot(entry.position()), entry);
    }

    private void forget(long position) {
        var entry = ring.getAndSet(slot(position), null);
        if (entry != null) {
            characters -= 1L + entry.message().data().length();
        }
    }

    private static int slot(long position) {
        return (int) (position % MAX_MESSAGES);
    }

    /// The messages that follow position `after`, at most `limit`; none when the first of them is not here any more.
    List<Entry> read(long after, int limit) {
        var read = new ArrayList<Entry>();
        for (long next = after + 1; read.size() < limit; next++) {
            var entry = ring.get(slot(next));
            if (entry == null || entry.position() != next) {
                break;
            }
            read.add(entry);
        }
        return read;
    }
}
