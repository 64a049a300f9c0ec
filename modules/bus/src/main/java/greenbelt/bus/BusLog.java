package greenbelt.bus;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.event.Envelope;
import java.util.List;

/// What a [LogBus] is written on: an append-only log for each topic, and a few numbers for each group.
///
/// Keeping this is all that one bus does differently from another. It belongs to no service node, so it survives
/// their crash. Safe for many tasks.
public interface BusLog {
    /// The log of a topic, made when there is none. `appended` is run after every append. Does not wait.
    TopicLog topic(Topic topic, Runnable appended);

    /// The topics there are, in no particular order.
    List<Topic> topics();

    /// Returns when the log answers; throws [BusException] when it cannot.
    void ping();

    /// The messages of one topic at dense positions: 1, 2, 3, without a gap.
    interface TopicLog {
        /// Adds a message at the end and returns its position. Throws [BusException] when it could not be written;
        /// then the log is as it was.
        long append(Envelope message);

        /// The position of the last message, 0 when there is none.
        long end();

        /// The messages that follow position `after`, at most `limit`; none when there are no more.
        List<Envelope> read(long after, int limit);

        /// What is remembered about a group; from now on the group is among [#groups]. Does not wait.
        GroupLog group(Group group);

        /// The groups there are, in no particular order.
        List<Group> groups();
    }

    /// What is remembered about one group of one topic.
    interface GroupLog {
        /// Every message up to this position is done; 0 at the beginning.
        long acknowledged();

        /// Raises [#acknowledged]. No effect when it stands at `position` or higher.
        void acknowledge(long position);

        /// Keeps a dead letter. In place of one of that position, if that was tried less often; else no effect.
        void giveUp(DeadLetter letter);

        /// Takes the dead letter of this position off, because it has been handled. No effect when there is none.
        void handled(long position);

        /// How many letters there are.
        long deadLetterCount();

        /// The letters by position, at most `limit`.
        List<DeadLetter> deadLetters(int limit);
    }
}
