package greenbelt.bus;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Entry;
import greenbelt.event.Envelope;
import java.util.List;
import java.util.Optional;

/// What a [LogBus] is written on: an append-only log for each topic, and a few numbers for each group.
///
/// Keeping this is all that one bus does differently from another. It belongs to no service node, so it survives
/// their crash. Safe for many tasks.
public interface BusLog {
    /// The log of a topic, made with so many partitions when there is none. `appended` is run after every append. Does not
    /// wait.
    TopicLog topic(Topic topic, int partitions, Runnable appended);

    /// The topics there are, in no particular order.
    List<Topic> topics();

    /// Returns when the log answers; throws [BusException] when it cannot.
    void ping();

    /// The messages of one topic at dense positions: 1, 2, 3, without a gap. All partitions are in this one log, each
    /// message with its offset, so that a topic costs one file however many partitions it has.
    interface TopicLog {
        /// How many partitions there are; never changes.
        int partitions();

        /// Adds messages at the end and returns the position of the last. Throws [BusException] when they could not be
        /// written; then the log ends with one of them, or is as it was.
        long append(List<Envelope> messages);

        /// The position of the last message, 0 when there is none.
        long end();

        /// How many messages a partition has.
        long end(int partition);

        /// The messages that follow position `after`, at most `limit` and, when they are large, fewer; none when there
        /// are no more.
        List<Entry> read(long after, int limit);

        /// What is remembered about a group; from now on the group is among [#groups]. Does not wait.
        GroupLog group(Group group);

        /// The groups there are, in no particular order.
        List<Group> groups();

        /// Forgets all that is remembered about a group. Whoever has it still changes nothing any more.
        void remove(Group group);
    }

    /// What is remembered about one group of one topic.
    interface GroupLog {
        /// Every message up to this position is done; 0 at the beginning. Further ones may be, see [#done].
        long acknowledged();

        /// Raises [#acknowledged]. No effect when it stands at `position` or higher.
        void acknowledge(long position);

        /// Every message of this partition up to this offset is done; 0 at the beginning.
        long done(int partition);

        /// Raises [#done]. No effect when it stands at `offset` or higher.
        void done(int partition, long offset);

        /// Whether it is paused.
        boolean isPaused();

        /// Says whether it is paused.
        void paused(boolean isPaused);

        /// The group whose handler this one replays to, if it is a replay.
        Optional<Group> replays();

        /// Says whose handler it replays to.
        void replays(Group of);

        /// Keeps a dead letter. In place of one of that position, if that was tried less often; else no effect.
        void giveUp(DeadLetter letter);

        /// Takes the dead letter of this position off, because it has been handled. No effect when there is none.
        void handled(long position);

        /// How many letters there are.
        long deadLetterCount();

        /// The letters that the filter means by position, at most `limit`.
        List<DeadLetter> deadLetters(DeadLetterFilter filter, int limit);
    }
}
