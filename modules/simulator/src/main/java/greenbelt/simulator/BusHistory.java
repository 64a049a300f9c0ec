package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Bus.PartitionStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.ForwardingBus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.simulator.BusThen.GroupThen;
import greenbelt.simulator.BusThen.HowFar;
import greenbelt.simulator.BusThen.NotKnown;
import greenbelt.simulator.BusThen.TopicThen;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Which group was done with which message when. The bus knows only how far each is now.
///
/// Kept in memory, so it begins with the process, and of each group only the last [#MAX_KEPT] messages. A message that was
/// given up counts from then on, until it is redriven; then from when that succeeded. Safe for many tasks.
final class BusHistory {
    /// How many messages are kept of each group.
    static final int MAX_KEPT = 100_000;

    private static final int BATCH = 10_000;

    private final World world;
    private final ConcurrentSkipListMap<String, Kept> groups = new ConcurrentSkipListMap<>();

    BusHistory(World world) {
        this.world = world;
    }

    /// A message that was handled.
    private record Handled(Instant at, long position) {}

    /// What is kept of a group: `before` messages were done at `since`, and then these.
    private static final class Kept {
        private final Instant began;
        private final AtomicReference<Instant> since;
        private final AtomicLong before;
        private final ConcurrentLinkedQueue<Handled> handled = new ConcurrentLinkedQueue<>();
        private final AtomicInteger size = new AtomicInteger();

        Kept(Instant began, long before) {
            this.began = began;
            // Whoever had done nothing then had done nothing before.
            this.since = new AtomicReference<>(before == 0 ? Instant.MIN : began);
            this.before = new AtomicLong(before);
        }

        void add(Handled message) {
            handled.add(message);
            if (size.incrementAndGet() > MAX_KEPT) {
                var oldest = handled.poll();
                size.decrementAndGet();
                if (oldest != null) {
                    before.incrementAndGet();
                    since.set(oldest.at());
                }
            }
        }
    }

    /// The bus, with an eye on what is handled.
    Bus watch(Bus bus) {
        return new Watched(bus);
    }

    /// Forgets everything; the bus is a new one.
    void clear() {
        groups.clear();
    }

    private final class Watched extends ForwardingBus {
        private final Bus bus;

        Watched(Bus bus) {
            super(bus);
            this.bus = bus;
        }

        @Override
        public void subscribe(Node node, Topic topic, Group group, int most, BatchHandler handler) {
            var kept =
                    groups.computeIfAbsent(
                            key(topic, group), _ -> new Kept(world.now(), done(bus, topic, group)));
            super.subscribe(
                    node,
                    topic,
                    group,
                    most,
                    deliveries -> {
                        handler.handle(deliveries);
                        var now = world.now();
                        deliveries.forEach(
                                delivery -> kept.add(new Handled(now, delivery.position())));
                    });
        }
    }

    private static String key(Topic topic, Group group) {
        return topic + " " + group;
    }

    private static long done(Bus bus, Topic topic, Group group) {
        return bus.groups().stream()
                .filter(status -> status.topic().equals(topic) && status.group().equals(group))
                .flatMap(status -> status.partitions().stream())
                .mapToLong(PartitionStatus::done)
                .sum();
    }

    /// How far everything on the bus was at `time`.
    BusThen at(Instant time, Bus bus) {
        var topics =
                bus.topics().stream()
                        .map(TopicStatus::topic)
                        .map(topic -> topic(topic, time, bus))
                        .toList();
        var then = new ArrayList<GroupThen>();
        for (var group : bus.groups()) {
            long messages =
                    topics.stream()
                            .filter(topic -> topic.topic().equals(group.topic()))
                            .mapToLong(TopicThen::messages)
                            .sum();
            group(group, messages, time, bus).ifPresent(then::add);
        }
        return new BusThen(time, topics, then);
    }

    private static TopicThen topic(Topic topic, Instant time, Bus bus) {
        long end = 0;
        long messages = 0;
        var batch = bus.read(topic, 0, BATCH);
        while (!batch.isEmpty()) {
            for (var entry : batch) {
                if (!entry.message().time().isAfter(time)) {
                    end = entry.position();
                    messages++;
                }
            }
            batch = bus.read(topic, batch.getLast().position(), BATCH);
        }
        return new TopicThen(topic, end, messages);
    }

    private Optional<GroupThen> group(GroupStatus group, long messages, Instant time, Bus bus) {
        var kept = groups.get(key(group.topic(), group.group()));
        if (kept == null) {
            return Optional.empty(); // nobody has listened since the process began
        }
        if (time.isBefore(kept.since.get())) {
            return Optional.of(new NotKnown(group.topic(), group.group(), kept.since.get()));
        }
        var done = new TreeSet<Long>();
        Optional<Handled> last = Optional.empty();
        for (var handled : kept.handled) {
            if (!handled.at().isAfter(time)) {
                done.add(handled.position());
                last = Optional.of(handled);
            }
        }
        long given = 0;
        for (var letter : bus.deadLetters(group.topic(), group.group(), BATCH)) {
            if (!letter.at().isBefore(kept.began) && !letter.at().isAfter(time)) {
                given++;
            }
        }
        long all = kept.before.get() + done.size() + given;
        return Optional.of(
                new HowFar(
                        group.topic(),
                        group.group(),
                        all,
                        Math.max(0, messages - all),
                        given,
                        last.map(Handled::position),
                        last.map(Handled::at)));
    }
}
