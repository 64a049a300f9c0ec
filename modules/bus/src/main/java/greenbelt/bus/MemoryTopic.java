package greenbelt.bus;

import static java.util.Comparator.comparing;

import greenbelt.bus.Bus.Entry;
import greenbelt.bus.MemoryLog.MemoryGroup;
import greenbelt.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// One topic of a [MemoryBus]: its messages in chunks.
///
/// Whoever appends first takes the places, by moving the tip, and then fills them. So a reader may find a place that is
/// taken but empty; it stops there, and is told when it has been filled.
final class MemoryTopic implements BusLog.TopicLog {
    /// How many messages a chunk has room for.
    private static final int CHUNK = 1_024;

    private final Topic topic;
    private final int partitions;
    private final Runnable appended;
    private final AtomicReference<Tip> tip;
    private final Map<Long, AtomicReferenceArray<@Nullable Entry>> chunks =
            new ConcurrentSkipListMap<>();
    private final Map<Group, MemoryGroup> groups =
            new ConcurrentSkipListMap<>(comparing(Group::name));

    MemoryTopic(Topic topic, int partitions, Runnable appended) {
        this.topic = topic;
        this.partitions = partitions;
        this.appended = appended;
        this.tip = new AtomicReference<>(new Tip(0, new long[partitions]));
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public long append(List<Envelope> messages) {
        var before = tip.get();
        var after = before.beyond(messages);
        while (!tip.compareAndSet(before, after)) {
            before = tip.get();
            after = before.beyond(messages);
        }
        fill(before, messages);
        appended.run();
        return after.end;
    }

    private void fill(Tip before, List<Envelope> messages) {
        var offsets = before.offsets.clone();
        long position = before.end;
        var chunk = chunk(position + 1);
        for (var message : messages) {
            position++;
            if (position % CHUNK == 0) {
                chunk = chunk(position);
            }
            int partition = Partitions.of(message.subject(), partitions);
            offsets[partition]++;
            chunk.set(
                    (int) (position % CHUNK),
                    new Entry(position, partition, offsets[partition], message));
        }
    }

    private AtomicReferenceArray<@Nullable Entry> chunk(long position) {
        return chunks.computeIfAbsent(position / CHUNK, _ -> new AtomicReferenceArray<>(CHUNK));
    }

    @Override
    public long end() {
        return tip.get().end;
    }

    @Override
    public long end(int partition) {
        return tip.get().offsets[partition];
    }

    @Override
    public List<Entry> read(long after, int limit) {
        long room = Math.min(limit, end() - after);
        var read = new ArrayList<Entry>((int) Math.max(0, room));
        for (long position = after + 1; read.size() < room; position++) {
            var chunk = chunks.get(position / CHUNK);
            var entry = chunk == null ? null : chunk.get((int) (position % CHUNK));
            if (entry == null) {
                break;
            }
            read.add(entry);
        }
        return read;
    }

    @Override
    public BusLog.GroupLog group(Group group) {
        return groups.computeIfAbsent(group, name -> new MemoryGroup(partitions));
    }

    @Override
    public List<Group> groups() {
        return List.copyOf(groups.keySet());
    }

    @Override
    public void remove(Group group) {
        groups.remove(group);
    }

    /// Where the log ends.
    private final class Tip {
        private final long end;
        private final long[] offsets;

        Tip(long end, long[] offsets) {
            this.end = end;
            this.offsets = offsets;
        }

        Tip beyond(List<Envelope> messages) {
            if (end + messages.size() > MemoryBus.MAX_MESSAGES) {
                throw new BusException(
                        "topic %s is full: it holds %d messages of at most %d"
                                .formatted(topic, end, MemoryBus.MAX_MESSAGES));
            }
            var next = offsets.clone();
            for (var message : messages) {
                next[Partitions.of(message.subject(), partitions)]++;
            }
            return new Tip(end + messages.size(), next);
        }
    }
}
