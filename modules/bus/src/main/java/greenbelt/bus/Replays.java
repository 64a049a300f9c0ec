package greenbelt.bus;

import static java.util.Comparator.comparing;

import greenbelt.bus.BusLog.GroupLog;
import greenbelt.bus.BusLog.TopicLog;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Groups that begin in the middle of a topic, and those that repeat what another group has handled.
final class Replays {
    private static final int READ_AT_ONCE = 1_024;

    private Replays() {}

    /// Makes a group that has done everything up to position `after`, and nothing behind it.
    static GroupLog begin(Topic topic, TopicLog log, Group group, long after) {
        long end = log.end();
        if (after < 0 || after > end) {
            throw new IllegalStateException(
                    "topic %s has positions up to %d, expected one of them or 0, was %d"
                            .formatted(topic, end, after));
        }
        if (log.groups().contains(group)) {
            throw new IllegalStateException(
                    "there is a group %s of topic %s already; choose another name"
                            .formatted(group, topic));
        }
        var offsets = offsetsAt(log, after);
        var begun = log.group(group);
        for (int partition = 0; partition < offsets.length; partition++) {
            begun.done(partition, offsets[partition]);
        }
        begun.acknowledge(after);
        return begun;
    }

    /// How many messages each partition has up to position `after`, which is told by the first one behind it.
    private static long[] offsetsAt(TopicLog log, long after) {
        var offsets = new long[log.partitions()];
        var unseen = new HashSet<Integer>();
        for (int partition = 0; partition < offsets.length; partition++) {
            offsets[partition] = log.end(partition);
            unseen.add(partition);
        }
        var entries = log.read(after, READ_AT_ONCE);
        while (!entries.isEmpty() && !unseen.isEmpty()) {
            for (var entry : entries) {
                if (unseen.remove(entry.partition())) {
                    offsets[entry.partition()] = entry.offset() - 1;
                }
            }
            entries = log.read(entries.getLast().position(), READ_AT_ONCE);
        }
        return offsets;
    }

    /// The groups that replay to this group's handler, sorted by name.
    static Stream<Group> of(TopicLog log, Group group) {
        List<Group> groups = log.groups();
        return groups.stream()
                .sorted(comparing(Group::name))
                .filter(other -> log.group(other).replays().equals(Optional.of(group)));
    }
}
