package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.Entry;
import greenbelt.bus.BusException;
import greenbelt.bus.BusLog.GroupLog;
import greenbelt.bus.BusLog.TopicLog;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.bus.chronicle.Positions.Position;
import greenbelt.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/// One topic: its queue, its last messages, and its share of the positions.
///
/// There, `orders` is how many partitions it has, `orders/2` how many messages partition 2 has, and what begins with
/// `orders~billing` is a group's, see [ChronicleGroup].
final class ChronicleTopic implements TopicLog {
    /// The most messages read from the disk at once.
    private static final int MAX_READ = 1_024;

    private static final long UNKNOWN = -1;
    private static final EntryFormat FORMAT = new EntryFormat();

    private final Topic topic;
    private final Positions positions;
    private final DeadLetters deadLetters;
    private final List<Position> ends;
    private final QueueTask queue;
    private final Recent recent = new Recent();
    private final AtomicLong end = new AtomicLong(UNKNOWN);
    private final Map<Group, ChronicleGroup> groups = new ConcurrentHashMap<>();
    private volatile Runnable appended = () -> {};

    /// @param partitions how many it is to have, if it is new
    ChronicleTopic(
            Topic topic,
            int partitions,
            Queues queues,
            Positions positions,
            DeadLetters deadLetters) {
        this.topic = topic;
        this.positions = positions;
        this.deadLetters = deadLetters;
        var count = positions.position(topic.name());
        if (count.value() == 0) { // written before the queue is made, so that no kill parts them
            count.raiseTo(partitions);
        }
        this.ends =
                IntStream.range(0, (int) count.value())
                        .mapToObj(partition -> positions.position(topic + "/" + partition))
                        .toList();
        this.queue = queues.task("topics/" + topic, this::opened);
    }

    private void opened(RecordQueue open) {
        for (var group : groups()) {
            long acknowledged = ChronicleGroup.acknowledgedIn(positions, topic, group);
            if (acknowledged > open.end()) {
                throw lost(
                        "group %s has acknowledged %d messages of topic %s"
                                .formatted(group, acknowledged, topic),
                        open);
            }
        }
        countOn(open);
        end.set(open.end());
    }

    /// A kill may have come after a message was written and before it was counted.
    private void countOn(RecordQueue open) {
        long counted = ends.stream().mapToLong(Position::value).sum();
        if (counted > open.end()) {
            throw lost("topic %s had %d messages".formatted(topic, counted), open);
        }
        while (counted < open.end()) {
            var entries = unpacked(open.read(counted, MAX_READ), counted, MAX_READ);
            entries.forEach(this::count);
            counted += entries.size();
        }
    }

    private void count(Entry entry) {
        if (entry.partition() >= ends.size() || entry.offset() != end(entry.partition()) + 1) {
            throw new BusException(
                    "the positions of topic %s do not fit its messages from %d on; remove the bus folder to begin anew"
                            .formatted(topic, entry.position()));
        }
        ends.get(entry.partition()).raiseTo(entry.offset());
    }

    private static BusException lost(String what, RecordQueue open) {
        return new BusException(
                "%s, which has only %d: messages were lost from the disk; remove the bus folder to begin anew"
                        .formatted(what, open.end()));
    }

    void onAppend(Runnable callback) {
        appended = callback;
    }

    void ping() {
        var _ =
                queue.ask(open -> {
                    open.mustHaveRoom();
                    return open.end();
                });
    }

    void close() {
        queue.close();
    }

    @Override
    public int partitions() {
        return ends.size();
    }

    @Override
    public long append(List<Envelope> messages) {
        var batches = Batch.of(messages, ends.size());
        return queue.ask(open -> {
            open.mustHaveRoom();
            try {
                batches.forEach(batch -> append(open, batch));
            } finally {
                appended.run();
            }
            return open.end();
        });
    }

    private void append(RecordQueue open, Batch batch) {
        var counts = ends.stream().mapToLong(Position::value).toArray();
        var entries = batch.number(open.end(), counts);
        open.append(batch.pack());
        for (var entry : entries) {
            ends.get(entry.partition()).raiseTo(entry.offset());
            recent.add(entry);
        }
        end.set(open.end());
    }

    @Override
    public long end() {
        long known = end.get();
        return known == UNKNOWN ? queue.ask(RecordQueue::end) : known;
    }

    @Override
    public long end(int partition) {
        return ends.get(partition).value();
    }

    @Override
    public List<Entry> read(long after, int limit) {
        if (after >= end()) {
            return List.of();
        }
        var messages = recent.read(after, limit);
        return messages.isEmpty() ? readQueue(after, Math.min(limit, MAX_READ)) : messages;
    }

    /// What the queue's task reads is unpacked by whoever wants it, so that it can go on.
    private List<Entry> readQueue(long after, int limit) {
        return unpacked(queue.ask(open -> open.read(after, limit)), after, limit);
    }

    private static List<Entry> unpacked(List<Excerpt> excerpts, long after, int limit) {
        var entries = new ArrayList<Entry>(limit);
        excerpts.forEach(excerpt -> excerpt.unpack(FORMAT, after, limit, entries));
        return entries;
    }

    @Override
    public GroupLog group(Group group) {
        return groups.computeIfAbsent(
                group,
                name -> new ChronicleGroup(topic, name, ends.size(), positions, deadLetters));
    }

    @Override
    public void remove(Group group) {
        var removed = groups.remove(group);
        if (removed != null) {
            removed.remove();
        }
    }

    @Override
    public List<Group> groups() {
        return ChronicleGroup.namesIn(positions, topic);
    }
}
