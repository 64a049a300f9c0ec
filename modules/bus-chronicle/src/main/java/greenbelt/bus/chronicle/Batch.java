package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.Entry;
import greenbelt.bus.Partitions;
import greenbelt.event.Envelope;
import java.util.ArrayList;
import java.util.List;

/// Messages on their way into a topic. The publisher's task writes them as bytes, which is most of the work; the queue's
/// task, which alone knows what is in front of them, only numbers them.
final class Batch {
    /// From how many characters on there is no room for a further message.
    static final int FULL_CHARACTERS = 256 << 10;

    private static final EntryFormat FORMAT = new EntryFormat();
    private static final long NOT_YET = 0;
    private static final int PARTITION_AT = Integer.BYTES; // behind the length
    private static final int OFFSET_AT = PARTITION_AT + Integer.BYTES;

    /// What a message takes beside its texts, at most, its trace included.
    private static final int BYTES_BESIDE_TEXTS = 130;

    private final List<Envelope> messages;
    private final Pack pack;

    private Batch(List<Envelope> messages, int partitions) {
        this.messages = messages;
        this.pack = new Pack(messages.stream().mapToInt(Batch::size).sum());
        for (var message : messages) {
            int partition = Partitions.of(message.subject(), partitions);
            pack.add(new Entry(NOT_YET, partition, NOT_YET, message), FORMAT);
        }
    }

    /// These messages in as many batches as it takes, because no record of a queue may be too large.
    static List<Batch> of(List<Envelope> messages, int partitions) {
        var batches = new ArrayList<Batch>();
        int from = 0;
        while (from < messages.size()) {
            int to = endOfBatch(messages, from);
            batches.add(new Batch(messages.subList(from, to), partitions));
            from = to;
        }
        return batches;
    }

    private static int endOfBatch(List<Envelope> messages, int from) {
        int to = from;
        for (int size = 0; to < messages.size() && size < FULL_CHARACTERS; to++) {
            size += size(messages.get(to));
        }
        return to;
    }

    /// How many bytes a message takes when its texts are ASCII.
    private static int size(Envelope message) {
        int cause = message.cause().isPresent() ? message.cause().get().value().length() : 0;
        return BYTES_BESIDE_TEXTS
                + message.id().value().length()
                + message.source().length()
                + message.type().length()
                + message.subject().length()
                + cause
                + message.data().length();
    }

    Pack pack() {
        return pack;
    }

    /// Says where the messages are: behind position `end`.
    ///
    /// @param ends how many messages each partition has before; afterwards, with these
    List<Entry> number(long end, long[] ends) {
        var entries = new ArrayList<Entry>(messages.size());
        var bytes = pack.bytes();
        int at = Pack.RECORDS_AT;
        long position = end;
        for (var message : messages) {
            int partition = bytes.getInt(at + PARTITION_AT);
            long offset = ++ends[partition];
            bytes.putLong(at + OFFSET_AT, offset);
            entries.add(new Entry(++position, partition, offset, message));
            at += Integer.BYTES + bytes.getInt(at);
        }
        return entries;
    }
}
