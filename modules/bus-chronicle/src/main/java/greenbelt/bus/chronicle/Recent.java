package greenbelt.bus.chronicle;

import greenbelt.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/// The last messages of a topic, so that those who keep up need no disk.
///
/// One task adds, many read.
final class Recent {
    /// The most messages that are kept.
    static final int MAX_MESSAGES = 1_024;

    /// The most characters of payload that are kept, unless a single message has more.
    static final long MAX_CHARACTERS = 4L << 20;

    private final ConcurrentSkipListMap<Long, Envelope> messages = new ConcurrentSkipListMap<>();
    private int count;
    private long characters;

    void add(long position, Envelope message) {
        messages.put(position, message);
        count++;
        characters += message.data().length();
        while (count > MAX_MESSAGES || (characters > MAX_CHARACTERS && count > 1)) {
            var oldest = messages.pollFirstEntry();
            count--;
            characters -= oldest.getValue().data().length();
        }
    }

    /// The messages that follow position `after`, at most `limit`; none when the first of them is not here any more.
    List<Envelope> read(long after, int limit) {
        var read = new ArrayList<Envelope>();
        long next = after + 1;
        for (var entry : messages.tailMap(next).entrySet()) {
            if (entry.getKey() != next || read.size() == limit) {
                break;
            }
            read.add(entry.getValue());
            next++;
        }
        return read;
    }
}
