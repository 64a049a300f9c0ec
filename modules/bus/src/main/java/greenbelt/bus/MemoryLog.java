package greenbelt.bus;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// The logs of a [MemoryBus].
final class MemoryLog implements BusLog {
    private final Map<Topic, MemoryTopic> topics =
            new ConcurrentSkipListMap<>(comparing(Topic::name));

    @Override
    public TopicLog topic(Topic topic, int partitions, Runnable appended) {
        return topics.computeIfAbsent(topic, name -> new MemoryTopic(name, partitions, appended));
    }

    @Override
    public List<Topic> topics() {
        return List.copyOf(topics.keySet());
    }

    @Override
    public void ping() {}

    /// What is remembered about a group.
    static final class MemoryGroup implements GroupLog {
        private final AtomicLong acknowledged = new AtomicLong();
        private final AtomicLongArray done;
        private final ConcurrentSkipListMap<Long, Bus.DeadLetter> letters =
                new ConcurrentSkipListMap<>();
        private final AtomicLong letterCount = new AtomicLong();
        private volatile boolean paused;
        private volatile Optional<Group> replays = Optional.empty();

        MemoryGroup(int partitions) {
            done = new AtomicLongArray(partitions);
        }

        @Override
        public long acknowledged() {
            return acknowledged.get();
        }

        @Override
        public void acknowledge(long position) {
            acknowledged.accumulateAndGet(position, Math::max);
        }

        @Override
        public long done(int partition) {
            return done.get(partition);
        }

        @Override
        public void done(int partition, long offset) {
            done.accumulateAndGet(partition, offset, Math::max);
        }

        @Override
        public boolean isPaused() {
            return paused;
        }

        @Override
        public void paused(boolean isPaused) {
            paused = isPaused;
        }

        @Override
        public Optional<Group> replays() {
            return replays;
        }

        @Override
        public void replays(Group of) {
            replays = Optional.of(of);
        }

        @Override
        public void giveUp(Bus.DeadLetter letter) {
            var known = letters.putIfAbsent(letter.position(), letter);
            if (known != null && known.attempts() < letter.attempts()) {
                letters.replace(letter.position(), known, letter);
            } else if (known == null
                    && letterCount.incrementAndGet() > MemoryBus.MAX_DEAD_LETTERS) {
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
        public List<Bus.DeadLetter> deadLetters(DeadLetterFilter filter, int limit) {
            return letters.values().stream().filter(filter::matches).limit(limit).toList();
        }
    }
}
