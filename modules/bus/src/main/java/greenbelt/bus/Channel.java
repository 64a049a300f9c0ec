package greenbelt.bus;

import static java.util.Comparator.comparing;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Bus.PartitionStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.BusLog.TopicLog;
import greenbelt.bus.Subscription.Listener;
import greenbelt.world.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A topic's log and those who listen to it. Safe for many tasks.
final class Channel {
    private final Topic topic;
    private final TopicLog log;
    private final Consumer<DeadLetter> announce;

    /// Sorted, because who is woken first must not depend on hash codes.
    private final Map<Group, Subscription> subscriptions =
            new ConcurrentSkipListMap<>(comparing(Group::name));

    /// @param partitions of the topic, if it is new
    /// @param announce told of each message that is given up, before it counts as done
    Channel(BusLog log, Topic topic, int partitions, Consumer<DeadLetter> announce) {
        this.topic = topic;
        this.announce = announce;
        this.log = log.topic(topic, partitions, this::appended);
    }

    TopicLog log() {
        return log;
    }

    private void appended() {
        subscriptions.values().forEach(Subscription::wake);
    }

    /// Throws [IllegalStateException] while another one of the group is active.
    void subscribe(World world, Group group, Listener listener) {
        var subscription = new Subscription(world, topic, group, log, listener, announce);
        subscriptions.compute(group, (name, before) -> successor(before, subscription));
        subscription.start();
    }

    private static Subscription successor(@Nullable Subscription before, Subscription next) {
        if (before != null && before.isActive()) {
            throw new IllegalStateException(before + " is subscribed already");
        }
        return next;
    }

    /// Ends the group's subscription, which only a replay may have, and forgets the group.
    void remove(Group group, boolean isReplay) {
        active(group)
                .ifPresent(subscription -> {
                    if (!isReplay) {
                        throw new IllegalStateException(
                                "somebody is subscribed to %s; only a replay, or a group that nobody listens for, can be removed"
                                        .formatted(subscription));
                    }
                    subscription.end();
                });
        subscriptions.remove(group);
        log.remove(group);
    }

    /// The group's subscription, if somebody listens.
    Optional<Subscription> active(Group group) {
        return Optional.ofNullable(subscriptions.get(group)).filter(Subscription::isActive);
    }

    TopicStatus status() {
        return new TopicStatus(topic, log.partitions(), log.end());
    }

    /// Every group, sorted by name.
    Stream<GroupStatus> groups() {
        return log.groups().stream().sorted(comparing(Group::name)).map(this::status);
    }

    private GroupStatus status(Group group) {
        var groupLog = log.group(group);
        long end = log.end();
        var partitions =
                IntStream.range(0, log.partitions())
                        .mapToObj(number ->
                                new PartitionStatus(number, groupLog.done(number), log.end(number)))
                        .toList();
        long lag = partitions.stream().mapToLong(PartitionStatus::lag).sum();
        var subscription = active(group);
        return new GroupStatus(
                topic,
                group,
                lag == 0 ? Math.max(end, groupLog.acknowledged()) : groupLog.acknowledged(),
                lag,
                groupLog.deadLetterCount(),
                subscription.isPresent(),
                groupLog.isPaused(),
                partitions,
                subscription.map(Subscription::blocked).orElse(List.of()),
                subscription.flatMap(Subscription::stalledBy));
    }
}
