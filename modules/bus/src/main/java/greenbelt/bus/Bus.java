package greenbelt.bus;

import greenbelt.event.Envelope;
import greenbelt.world.Node;
import java.util.List;

/// Carries messages from those who say to those who listen.
///
/// Delivery is at-least-once: a message is handled again when its consumer fails or its node crashes before the
/// message was acknowledged, so handlers must be idempotent. Messages with the same subject are handled in the order
/// in which they were published; others may be handled side by side. A message that keeps failing goes to the
/// dead letters of its group after the last attempt, and those behind it go on. A handler that throws an [Error] is
/// not asked again: the message is a dead letter at once, and the error is among the failures of the world. Safe for
/// many tasks.
public interface Bus {
    /// Publishes a message. When this returns, the message survives a kill of the process (as far as this bus can).
    ///
    /// Throws [BusException] when it could not be written; then nobody will see it.
    void publish(Topic topic, Envelope message);

    /// Delivers the topic's messages to `handler`, from where the group stopped last, or from the beginning.
    ///
    /// Handling runs in tasks of `node` and ends with it. One subscription for each (topic, group) at a time: throws
    /// [IllegalStateException] while another one is active. Does not wait.
    void subscribe(Node node, Topic topic, Group group, Handler handler);

    /// Returns when the bus's log answers; throws [BusException] when it cannot be written or read.
    void ping();

    /// Every topic, sorted by name.
    List<TopicStatus> topics();

    /// Every group that ever subscribed, sorted by topic and name.
    List<GroupStatus> groups();

    /// The messages that follow position `after`, at most `limit`, for whoever only looks: it acknowledges nothing.
    List<Envelope> read(Topic topic, long after, int limit);

    /// The dead letters of a group, oldest first, at most `limit`.
    List<DeadLetter> deadLetters(Topic topic, Group group, int limit);

    /// Hands a group's oldest dead letters, at most `limit`, to its handler again, oldest first, and to no other group's;
    /// answers how many. Those that are on their way already are not handed over twice.
    ///
    /// Each is tried as a new message would be, its attempts counted on, in turn with the messages of its subject. It
    /// stays a dead letter until it has been handled, so a crash meanwhile loses nothing; one that fails to the last
    /// attempt stays one, with the new reason. Does not wait for the handling. Throws [IllegalStateException] when
    /// nobody of the group is subscribed.
    int redrive(Topic topic, Group group, int limit);

    /// What to do with a message. Returning acknowledges it; throwing asks for another attempt.
    interface Handler {
        void handle(Delivery delivery);
    }

    /// A message on its way to a handler.
    ///
    /// @param position of the message in its topic, from 1
    /// @param attempt from 1
    record Delivery(Topic topic, long position, int attempt, Envelope message) {}

    /// How far a topic has come.
    ///
    /// @param end the position of the last message, 0 when there is none
    record TopicStatus(Topic topic, long end) {}

    /// How far a group has come.
    ///
    /// @param acknowledged every message up to here is done
    /// @param lag how many messages are behind that
    /// @param deadLetters how many messages were given up
    /// @param subscribed whether somebody listens now
    record GroupStatus(
            Topic topic,
            Group group,
            long acknowledged,
            long lag,
            long deadLetters,
            boolean subscribed) {}

    /// A message that was given up.
    ///
    /// @param attempts how often it was tried
    /// @param reason what the last attempt threw
    record DeadLetter(long position, int attempts, String reason, Envelope message) {}
}
