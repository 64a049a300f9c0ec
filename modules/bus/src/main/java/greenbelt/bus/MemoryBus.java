package greenbelt.bus;

import static java.util.Comparator.comparing;

import greenbelt.event.Envelope;
import greenbelt.world.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/// The bus of the virtual world, and what every other bus is measured by. Keeps everything in memory.
///
/// It outlives the nodes that use it, not the process.
public final class MemoryBus extends LogBus {
    /// The most messages that a topic holds.
    public static final int MAX_MESSAGES = 4_000_000;

    /// The most dead letters that are kept of a group; the oldest make room for new ones.
    public static final int MAX_DEAD_LETTERS = 10_000;

    public MemoryBus(World world) {
        super(world, new MemoryLog());
    }

    private static final class MemoryLog implements BusLog {
        private final Map<Topic, TopicLog> topics =
                new ConcurrentSkipListMap<>(comparing(Topic::name));

        @Override
        public TopicLog topic(Topic topic, Runnable appended) {
            return topics.computeIfAbsent(topic, name -> new MemoryTopic(name, appended));
        }

        @Override
        public List<Topic> topics() {
            return List.copyOf(topics.keySet());
        }

        @Override
        public void ping() {}
    }

    private static final class MemoryTopic implements BusLog.TopicLog {
        private final Topic topic;
        private final Runnable appended;
        private final ConcurrentSkipListMap<Long, Envelope> messages =
                new ConcurrentSkipListMap<>();
        private final AtomicLong end = new AtomicLong();
        private final Map<Group, BusLog.GroupLog> groups =
                new ConcurrentSkipListMap<>(comparing(Group::name));

        MemoryTopic(Topic topic, Runnable appended) {
            this.topic = topic;
            this.appended = appended;
        }

        @Override
        public long append(Envelope message) {
            if (end.get() >= MAX_MESSAGES) {
                throw new BusException(
                        "topic " + topic + " is full: it holds " + MAX_MESSAGES + " messages");
            }
            // Whoever finds the place after the end free has it; the others try the next one.
            long position = end.get() + 1;
            while (messages.putIfAbsent(position, message) != null) {
                position++;
            }
            end.accumulateAndGet(position, Math::max);
            appended.run();
            return position;
        }

        @Override
        public long end() {
            return end.get();
        }

        @Override
        public List<Envelope> read(long after, int limit) {
            return messages.tailMap(after, false).values().stream().limit(limit).toList();
        }

        @Override
        public BusLog.GroupLog group(Group group) {
            return groups.computeIfAbsent(group, name -> new MemoryGroup());
        }

        @Override
        public List<Group> groups() {
            return List.copyOf(groups.keySet());
        }
    }

    private static final class MemoryGroup implements BusLog.GroupLog {
        private final AtomicLong acknowledged = new AtomicLong();
        private final ConcurrentSkipListMap<Long, Bus.DeadLetter> letters =
                new ConcurrentSkipListMap<>();
        private final AtomicLong letterCount = new AtomicLong();

        @Override
        public long acknowledged() {
            return acknowledged.get();
        }

        @Override
        public void acknowledge(long position) {
            acknowledged.accumulateAndGet(position, Math::max);
        }

        @Override
        public void giveUp(Bus.DeadLetter letter) {
            var known = letters.putIfAbsent(letter.position(), letter);
            if (known != null && known.attempts() < letter.attempts()) {
                letters.replace(letter.position(), known, letter);
            } else if (known == null && letterCount.incrementAndGet() > MAX_DEAD_LETTERS) {
                letters.pollFirstEntry();
            }
        }

        @Override
        public void handled(long position) {
            if (letters.remove(position) != null) {
                letterCount.decrementAndGet();
            }
        }

        @Override
        public long deadLetterCount() {
            return letterCount.get();
        }

        @Override
        public List<Bus.DeadLetter> deadLetters(int limit) {
            return letters.values().stream().limit(limit).toList();
        }
    }
}
