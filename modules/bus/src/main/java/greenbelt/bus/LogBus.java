package greenbelt.bus;

import static java.util.Comparator.comparing;

import greenbelt.bus.BusLog.TopicLog;
import greenbelt.event.Envelope;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// A bus over a log: what topics, groups, retries and dead letters mean, whatever the log is kept on.
///
/// The idea is that of Jay Kreps, "The Log: What every software engineer should know about real-time data's unifying
/// abstraction" (2013): a topic is a log, and a consumer group is a position in it. [Subscription] does the rest.
public class LogBus implements Bus {
    private final World world;
    private final BusLog log;
    private final Map<Topic, Channel> channels = new ConcurrentHashMap<>();

    public LogBus(World world, BusLog log) {
        this.world = world;
        this.log = log;
    }

    @Override
    public final void publish(Topic topic, Envelope message) {
        world.step("publish to " + topic);
        channel(topic).log.append(message);
        world.step("published to " + topic);
    }

    @Override
    public final void subscribe(Node node, Topic topic, Group group, Handler handler) {
        var channel = channel(topic);
        var groupLog = channel.log.group(group);
        var subscription =
                new Subscription(world, node, topic, group, channel.log, groupLog, handler);
        channel.subscriptions.compute(group, (name, before) -> successor(before, subscription));
        subscription.start();
    }

    private static Subscription successor(@Nullable Subscription before, Subscription next) {
        if (before != null && before.isActive()) {
            throw new IllegalStateException(before + " is subscribed already");
        }
        return next;
    }

    @Override
    public final void ping() {
        log.ping();
    }

    @Override
    public final List<TopicStatus> topics() {
        return log.topics().stream()
                .sorted(comparing(Topic::name))
                .map(topic -> new TopicStatus(topic, channel(topic).log.end()))
                .toList();
    }

    @Override
    public final List<GroupStatus> groups() {
        return log.topics().stream()
                .sorted(comparing(Topic::name))
                .flatMap(topic -> channel(topic).status(topic).stream())
                .toList();
    }

    @Override
    public final List<Envelope> read(Topic topic, long after, int limit) {
        return channel(topic).log.read(after, limit);
    }

    @Override
    public final List<DeadLetter> deadLetters(Topic topic, Group group, int limit) {
        var topicLog = channel(topic).log;
        return topicLog.groups().contains(group)
                ? topicLog.group(group).deadLetters(limit)
                : List.of();
    }

    @Override
    public final int redrive(Topic topic, Group group, int limit) {
        var subscription = channel(topic).subscriptions.get(group);
        if (subscription == null || !subscription.isActive()) {
            throw new IllegalStateException(
                    "nobody is subscribed to %s~%s who could handle its dead letters"
                            .formatted(topic, group));
        }
        return subscription.redrive(deadLetters(topic, group, limit));
    }

    private Channel channel(Topic topic) {
        return channels.computeIfAbsent(topic, name -> new Channel(log, name));
    }

    /// A topic's log and those who listen to it.
    private static final class Channel {
        /// Sorted, because who is woken first must not depend on hash codes.
        private final Map<Group, Subscription> subscriptions =
                new ConcurrentSkipListMap<>(comparing(Group::name));

        private final TopicLog log;

        Channel(BusLog log, Topic topic) {
            this.log = log.topic(topic, this::appended);
        }

        private void appended() {
            subscriptions.values().forEach(Subscription::wake);
        }

        private List<GroupStatus> status(Topic topic) {
            long end = log.end();
            return log.groups().stream()
                    .sorted(comparing(Group::name))
                    .map(group -> status(topic, group, end))
                    .toList();
        }

        private GroupStatus status(Topic topic, Group group, long end) {
            var groupLog = log.group(group);
            long acknowledged = groupLog.acknowledged();
            var subscription = subscriptions.get(group);
            return new GroupStatus(
                    topic,
                    group,
                    acknowledged,
                    Math.max(0, end - acknowledged),
                    groupLog.deadLetterCount(),
                    subscription != null && subscription.isActive());
        }
    }
}
