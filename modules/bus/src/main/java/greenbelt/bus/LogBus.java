package greenbelt.bus;

import static java.util.Comparator.comparing;

import greenbelt.bus.BusLog.TopicLog;
import greenbelt.bus.Subscription.Listener;
import greenbelt.event.Envelope;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

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
    public final void create(Topic topic, int partitions) {
        Partitions.check(partitions);
        int found = channel(topic, partitions).log().partitions();
        if (found != partitions) {
            throw new IllegalStateException(
                    "topic %s has %d partitions, which cannot be changed to %d: a key would be parted from its past"
                            .formatted(topic, found, partitions));
        }
    }

    @Override
    public final void publish(Topic topic, List<Envelope> messages) {
        world.step("publish to " + topic);
        if (!messages.isEmpty()) {
            var _ = channel(topic).log().append(messages);
        }
        world.step("published to " + topic);
    }

    @Override
    public final void subscribe(
            Node node, Topic topic, Group group, int most, BatchHandler handler) {
        if (most < 1 || most > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "1 to %d messages can be handed over at once, was %d"
                            .formatted(MOST_AT_ONCE, most));
        }
        var channel = channel(topic);
        var listener = new Listener(node, most, handler);
        channel.subscribe(world, group, listener);
        Replays.of(channel.log(), group)
                .filter(replay -> channel.active(replay).isEmpty())
                .forEach(replay -> channel.subscribe(world, replay, listener));
    }

    @Override
    public final void replay(Topic topic, Group group, long after, Group into) {
        var channel = channel(topic);
        var listener =
                channel.active(group)
                        .orElseThrow(() -> nobody(topic, group, "who could handle a replay"))
                        .listener();
        Replays.begin(topic, channel.log(), into, after).replays(group);
        channel.subscribe(world, into, listener);
    }

    @Override
    public final void pause(Topic topic, Group group) {
        existing(topic, group).paused(true);
    }

    @Override
    public final void resume(Topic topic, Group group) {
        existing(topic, group).paused(false);
        channel(topic).active(group).ifPresent(Subscription::resumed);
    }

    @Override
    public final void remove(Topic topic, Group group) {
        boolean isReplay = existing(topic, group).replays().isPresent();
        channel(topic).remove(group, isReplay);
    }

    private BusLog.GroupLog existing(Topic topic, Group group) {
        if (!log.topics().contains(topic) || !channel(topic).log().groups().contains(group)) {
            throw new IllegalStateException(
                    "there is no group %s of topic %s".formatted(group, topic));
        }
        return channel(topic).log().group(group);
    }

    @Override
    public final void ping() {
        log.ping();
    }

    @Override
    public final List<TopicStatus> topics() {
        return sortedTopics().map(topic -> channel(topic).status()).toList();
    }

    @Override
    public final List<GroupStatus> groups() {
        return sortedTopics().flatMap(topic -> channel(topic).groups()).toList();
    }

    private Stream<Topic> sortedTopics() {
        return log.topics().stream().sorted(comparing(Topic::name));
    }

    @Override
    public final List<Entry> read(Topic topic, long after, int limit) {
        return channel(topic).log().read(after, limit);
    }

    @Override
    public final List<DeadLetter> deadLetters(
            Topic topic, Group group, DeadLetterFilter filter, int limit) {
        TopicLog topicLog = channel(topic).log();
        return topicLog.groups().contains(group)
                ? topicLog.group(group).deadLetters(filter, limit)
                : List.of();
    }

    @Override
    public final int redrive(Topic topic, Group group, DeadLetterFilter filter, int limit) {
        return channel(topic)
                .active(group)
                .orElseThrow(() -> nobody(topic, group, "who could handle its dead letters"))
                .redrive(deadLetters(topic, group, filter, limit));
    }

    private static IllegalStateException nobody(Topic topic, Group group, String who) {
        return new IllegalStateException(
                "nobody is subscribed to %s~%s %s".formatted(topic, group, who));
    }

    /// Says in [#DEAD_LETTERS] that a message was given up, unless it was one of those.
    private void announce(DeadLetter letter) {
        if (!letter.topic().equals(DEAD_LETTERS)) {
            var _ = channel(DEAD_LETTERS).log().append(List.of(letter.announcement()));
        }
    }

    private Channel channel(Topic topic) {
        return channel(topic, Partitions.DEFAULT);
    }

    /// @param partitions of the topic, if it is new
    private Channel channel(Topic topic, int partitions) {
        var known = channels.get(topic);
        return known != null
                ? known
                : channels.computeIfAbsent(
                        topic, name -> new Channel(log, name, partitions, this::announce));
    }
}
