package greenbelt.bus;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.Utf8;
import greenbelt.json.Json;
import greenbelt.world.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Carries messages from those who say to those who listen.
///
/// Delivery is at-least-once: a message is handled again when its consumer fails or its node crashes before the
/// message was acknowledged, so handlers must be idempotent. A message's key is its subject. Messages with the same key
/// are in the same partition of the topic and are handled in the order in which they were published; the partitions
/// are handled side by side. A message that fails blocks its key, no other: it is tried again after pauses that grow,
/// and becomes a dead letter of the group after the last attempt; then those behind it go on. A handler that throws an
/// [Error] is not asked again: the message is a dead letter at once, and the error is among the failures of the world.
///
/// A position is unique in its topic and grows within each partition; nothing else is promised of it. Whoever names a
/// group that there is not gets an [IllegalStateException]. Safe for many tasks.
public interface Bus {
    /// Makes a topic. Those that nobody has made are made when they are used first, with [Partitions#DEFAULT].
    ///
    /// Throws [IllegalStateException] when it has another number of partitions already: that would part the messages
    /// of a key.
    ///
    /// @param partitions from 1 to [Partitions#MOST]
    void create(Topic topic, int partitions);

    /// Publishes a message. When this returns, the message survives a kill of the process (as far as this bus can).
    ///
    /// Throws [BusException] when it could not be written; then nobody will see it.
    default void publish(Topic topic, Envelope message) {
        publish(topic, List.of(message));
    }

    /// Publishes messages in this order, which is far cheaper than one by one.
    ///
    /// Throws [BusException] when not all could be written; then the first of them may have been.
    void publish(Topic topic, List<Envelope> messages);

    /// Delivers the topic's messages to `handler`, from where the group stopped last, or from the beginning.
    ///
    /// Handling runs in tasks of `node` and ends with it. One subscription for each (topic, group) at a time: throws
    /// [IllegalStateException] while another one is active. Does not wait.
    default void subscribe(Node node, Topic topic, Group group, Handler handler) {
        subscribe(node, topic, group, 1, deliveries -> handler.handle(deliveries.getFirst()));
    }

    /// Like [#subscribe(Node, Topic, Group, Handler)], but hands over up to `most` messages of a partition at once, in
    /// their order. When a batch fails, each of its messages is tried alone.
    ///
    /// @param most from 1 to [#MOST_AT_ONCE]
    void subscribe(Node node, Topic topic, Group group, int most, BatchHandler handler);

    /// The most messages that are handed over at once.
    int MOST_AT_ONCE = 1_000;

    /// The topic in which each message that is given up is announced, in the words of [DeadLetter#announcement]: for whoever
    /// wants to hear of it, as any group can. At least once, and in order for each key. What is given up of this topic itself
    /// is a dead letter, but not announced.
    Topic DEAD_LETTERS = new Topic("dead-letters");

    /// Replays a topic: hands what follows position `after` to the handler of `group` again, as the new group `into`,
    /// which has a place, dead letters and retries of its own; `group` goes on undisturbed. As long as there is `into`, it
    /// listens whenever `group` does; [#remove] ends it.
    ///
    /// Throws [IllegalStateException] when nobody of `group` is subscribed, when there is `into` already, or when the
    /// topic ends before.
    void replay(Topic topic, Group group, long after, Group into);

    /// Hands no further message to the group until [#resume]; those in hand are finished. Survives the consumer's node, and
    /// the process as far as the bus does. No effect when it is paused.
    void pause(Topic topic, Group group);

    /// Goes on after [#pause]. No effect when the group is not paused.
    void resume(Topic topic, Group group);

    /// Forgets a group: its place and its dead letters. A replay ends with it, where it is; a message in hand may be finished
    /// or not. Whoever subscribes as this group later begins with the first message.
    ///
    /// Throws [IllegalStateException] when somebody is subscribed and it is no replay.
    void remove(Topic topic, Group group);

    /// Returns when the bus's log answers; throws [BusException] when it cannot be written or read.
    void ping();

    /// Every topic, sorted by name.
    List<TopicStatus> topics();

    /// Every group that ever subscribed, sorted by topic and name.
    List<GroupStatus> groups();

    /// The messages that follow position `after`, at most `limit`, for whoever only looks: it acknowledges nothing.
    /// There are no more only when none are returned.
    List<Entry> read(Topic topic, long after, int limit);

    /// The dead letters of a group that `filter` means, oldest first, at most `limit`.
    List<DeadLetter> deadLetters(Topic topic, Group group, DeadLetterFilter filter, int limit);

    /// The dead letters of a group, oldest first, at most `limit`.
    default List<DeadLetter> deadLetters(Topic topic, Group group, int limit) {
        return deadLetters(topic, group, DeadLetterFilter.ALL, limit);
    }

    /// Hands the dead letters of a group that `filter` means, at most `limit`, to its handler again, oldest first, and to no
    /// other group's; answers how many. Those that are on their way already are not handed over twice.
    ///
    /// Each is tried as a new message would be, its attempts counted on, in turn with the messages of its key. It
    /// stays a dead letter until it has been handled, so a crash meanwhile loses nothing; one that fails to the last
    /// attempt stays one, with the new reason. Does not wait for the handling. Throws [IllegalStateException] when
    /// nobody of the group is subscribed.
    int redrive(Topic topic, Group group, DeadLetterFilter filter, int limit);

    /// [#redrive(Topic, Group, DeadLetterFilter, int)] of whatever dead letters there are.
    default int redrive(Topic topic, Group group, int limit) {
        return redrive(topic, group, DeadLetterFilter.ALL, limit);
    }

    /// What to do with a message. Returning acknowledges it; throwing asks for another attempt.
    interface Handler {
        void handle(Delivery delivery);
    }

    /// What to do with messages of one partition. Returning acknowledges all of them; throwing asks for another attempt at
    /// each alone. The best place for one transaction around many messages.
    interface BatchHandler {
        void handle(List<Delivery> deliveries);
    }

    /// A message on its way to a handler.
    ///
    /// @param position of the message in its topic
    /// @param attempt from 1
    record Delivery(Topic topic, int partition, long position, int attempt, Envelope message) {
        /// The same with another message.
        public Delivery with(Envelope other) {
            return new Delivery(topic, partition, position, attempt, other);
        }
    }

    /// A message at its place.
    ///
    /// @param position in its topic
    /// @param partition from 0
    /// @param offset how manieth of its partition it is, from 1
    record Entry(long position, int partition, long offset, Envelope message) {
        /// By which messages stay in order.
        public String key() {
            return message.subject();
        }
    }

    /// How far a topic has come.
    ///
    /// @param end the position of the last message, 0 when there is none
    record TopicStatus(Topic topic, int partitions, long end) {}

    /// How far a group has come.
    ///
    /// @param acknowledged every message up to this position is done
    /// @param lag how many messages are not done
    /// @param deadLetters how many messages were given up
    /// @param subscribed whether somebody listens now
    /// @param paused whether it is handed no messages until it is resumed
    /// @param partitions how far it is with each, by number
    /// @param blocked the keys whose next message has failed and is to be tried again, by position
    /// @param stalledBy the blocked key that holds up the whole group, because as many messages lie beyond it as may
    record GroupStatus(
            Topic topic,
            Group group,
            long acknowledged,
            long lag,
            long deadLetters,
            boolean subscribed,
            boolean paused,
            List<PartitionStatus> partitions,
            List<BlockedKey> blocked,
            Optional<BlockedKey> stalledBy) {
        /// Whether the group is done with a message of the topic; dead letters count as done.
        public boolean isDone(Entry entry) {
            return entry.offset() <= partitions.get(entry.partition()).done();
        }
    }

    /// How far a group is with one partition, counted in messages.
    ///
    /// @param done of how many it needs to hear no more
    /// @param end how many there are
    record PartitionStatus(int partition, long done, long end) {
        /// How many messages are not done.
        public long lag() {
            return Math.max(0, end - done);
        }
    }

    /// A key whose messages wait because the first of them has failed.
    ///
    /// @param position of the message that failed
    /// @param since when it failed first
    /// @param attempts how often it was tried
    /// @param nextAttempt when it is tried again, unless the group is paused then
    /// @param error what the last attempt threw
    record BlockedKey(
            String key,
            int partition,
            long position,
            Instant since,
            int attempts,
            Instant nextAttempt,
            String error) {}

    /// A message that was given up, with where it came from and why. Its trace is the message's.
    ///
    /// @param attempts how often it was tried
    /// @param at when it was given up
    /// @param error what the last attempt threw, at most [#MAX_ERROR_LENGTH] characters of it
    record DeadLetter(
            Topic topic,
            Group group,
            int partition,
            long position,
            int attempts,
            Instant at,
            String error,
            Envelope message) {
        /// How much is kept of an error.
        public static final int MAX_ERROR_LENGTH = 1_000;

        /// The type of the messages that announce dead letters.
        public static final String ANNOUNCEMENT = "MessageGivenUp";

        private static final String LEFT_OUT = "null";

        /// A message that tells all of this, in the trace of the message that was given up, and with its key. Its id follows
        /// from group, position and attempts, so that saying it again is recognised. Where the data would make it too large,
        /// it has `null` in their place; they are at their position in their topic.
        public Envelope announcement() {
            var told = Json.write(this);
            if (Utf8.isLonger(told, Envelope.MAX_DATA_BYTES)) {
                told = Json.write(with(message.withData(LEFT_OUT)));
            }
            return new Envelope(
                    MessageId.derivedFrom(
                            "%s~%s gave up %d after %d"
                                    .formatted(topic, group, position, attempts)),
                    "bus",
                    ANNOUNCEMENT,
                    1,
                    message.subject(),
                    at,
                    message.trace(),
                    Optional.of(message.id()),
                    told);
        }

        /// The dead letter that an [#announcement] tells of. Throws [IllegalArgumentException] when it is none.
        public static DeadLetter of(Envelope announcement) {
            if (!announcement.type().equals(ANNOUNCEMENT)) {
                throw new IllegalArgumentException(
                        "expected a message of type %s, was %s"
                                .formatted(ANNOUNCEMENT, announcement.type()));
            }
            return Json.read(announcement.data(), DeadLetter.class);
        }

        private DeadLetter with(Envelope other) {
            return new DeadLetter(topic, group, partition, position, attempts, at, error, other);
        }
    }
}
