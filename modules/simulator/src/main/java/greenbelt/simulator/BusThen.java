package greenbelt.simulator;

import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far topics and groups were at a moment.
///
/// @param groups those that have listened since the process began
public record BusThen(Instant at, List<TopicThen> topics, List<GroupThen> groups) {
    public BusThen {
        topics = List.copyOf(topics);
        groups = List.copyOf(groups);
    }

    /// A topic. A message counts from the time that it bears, which is when what it tells of happened; it may have been
    /// published a little later.
    ///
    /// @param end the position of the last message, 0 when there was none
    /// @param messages how many there were
    public record TopicThen(Topic topic, long end, long messages) {}

    /// A group.
    public sealed interface GroupThen {
        Topic topic();

        Group group();
    }

    /// A group of which it is not known any more: that is kept in memory, and bounded.
    ///
    /// @param since from when on it is known
    public record NotKnown(Topic topic, Group group, Instant since) implements GroupThen {}

    /// How far a group was.
    ///
    /// @param done how many messages it was done with
    /// @param lag how many it was not done with
    /// @param deadLetters how many of those done were given up, and have not been redriven since
    /// @param last the position of the message that it handled last, if that is known
    /// @param lastAt when that was
    public record HowFar(
            Topic topic,
            Group group,
            long done,
            long lag,
            long deadLetters,
            Optional<Long> last,
            Optional<Instant> lastAt)
            implements GroupThen {}
}
