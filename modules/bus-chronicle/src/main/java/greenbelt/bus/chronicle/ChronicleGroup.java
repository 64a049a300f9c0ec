package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.BusLog.GroupLog;
import greenbelt.bus.DeadLetterFilter;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.bus.chronicle.Positions.Position;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is remembered about one group: numbers in the positions, and its dead letters.
///
/// `orders~billing` is the position that it has acknowledged, `orders~billing/2` how many messages of partition 2 it is done
/// with, `orders~billing!` how often it was paused and resumed, `orders~again<billing` that it is a replay to `billing`.
final class ChronicleGroup implements GroupLog {
    private static final String PARTITION = "/";
    private static final String PAUSES = "!";
    private static final String REPLAYS = "<";

    private final Topic topic;
    private final Group group;
    private final Positions positions;
    private final DeadLetters deadLetters;
    private final String name;
    private final Position acknowledged;
    private final Position pauses;
    private final List<Position> done;
    private volatile boolean removed;

    ChronicleGroup(
            Topic topic,
            Group group,
            int partitions,
            Positions positions,
            DeadLetters deadLetters) {
        this.topic = topic;
        this.group = group;
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.name = topic + "~" + group;
        if (!positions.has(name)) { // a kill may have come while one of that name was removed
            forget();
        }
        this.done =
                IntStream.range(0, partitions)
                        .mapToObj(number -> positions.position(name + PARTITION + number))
                        .toList();
        this.pauses = positions.position(name + PAUSES);
        this.acknowledged = positions.position(name);
    }

    /// How far a group is that may be removed meanwhile; 0 when it is. Does not make it.
    static long acknowledgedIn(Positions positions, Topic topic, Group group) {
        return positions.find(topic + "~" + group).map(Position::value).orElse(0L);
    }

    /// The groups of a topic, in no particular order.
    static List<Group> namesIn(Positions positions, Topic topic) {
        var prefix = topic + "~";
        return positions.names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(name -> !name.matches(".*[/!<].*"))
                .map(Group::new)
                .toList();
    }

    @Override
    public long acknowledged() {
        return acknowledged.value();
    }

    @Override
    public void acknowledge(long position) {
        acknowledged.raiseTo(position);
    }

    @Override
    public long done(int partition) {
        return done.get(partition).value();
    }

    @Override
    public void done(int partition, long offset) {
        done.get(partition).raiseTo(offset);
    }

    @Override
    public boolean isPaused() {
        return pauses.value() % 2 == 1;
    }

    @Override
    public void paused(boolean isPaused) {
        long before = pauses.value();
        if (before % 2 == 1 != isPaused) {
            pauses.raiseTo(before + 1);
        }
    }

    @Override
    public Optional<Group> replays() {
        var prefix = name + REPLAYS;
        return positions.names().stream()
                .filter(other -> other.startsWith(prefix))
                .findFirst()
                .map(other -> new Group(other.substring(prefix.length())));
    }

    @Override
    public void replays(Group of) {
        positions.position(name + REPLAYS + of).raiseTo(1);
    }

    /// Forgets the group and its dead letters; these first, because a full disk may refuse that.
    void remove() {
        removed = true;
        deadLetters.forget(topic, group);
        forget();
    }

    /// The name goes first, because without it there is no group.
    private void forget() {
        positions.forget(name);
        positions.names().stream()
                .filter(other ->
                        Stream.of(PARTITION, PAUSES, REPLAYS)
                                .anyMatch(mark -> other.startsWith(name + mark)))
                .forEach(positions::forget);
    }

    @Override
    public void giveUp(DeadLetter letter) {
        deadLetters.add(letter, () -> removed);
    }

    @Override
    public void handled(long position) {
        deadLetters.handled(topic, group, position);
    }

    @Override
    public long deadLetterCount() {
        return deadLetters.count(topic, group);
    }

    @Override
    public List<DeadLetter> deadLetters(DeadLetterFilter filter, int limit) {
        return deadLetters.read(topic, group, filter, limit);
    }
}
