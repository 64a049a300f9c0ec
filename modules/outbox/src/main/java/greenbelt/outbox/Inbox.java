package greenbelt.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.bus.Group;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.event.MessageId;
import greenbelt.outbox.Habits.Hearing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Remembers which messages were handled, so that one that is delivered again has no effect again.
///
/// The row is written in the transaction that has the effect, so both happen or neither: delivery is at-least-once,
/// the effect is exactly-once. The last [#MAX_REMEMBERED] messages are remembered. That is more than a bus can have
/// delivered without acknowledgement; only a replay of a topic from far back could reach beyond, and the effects need
/// a key of their own against that, such as the order's.
///
/// Consumer and message are found by their digest: an index over numbers is half the work of one over long texts, and that
/// index is most of the work. The digest is a UUID of version 3, of which no two are alike by chance.
///
/// @see <a href="https://microservices.io/patterns/communication-style/idempotent-consumer.html">Chris Richardson:
///     Idempotent consumer</a>
public final class Inbox {
    /// Its table, for the schema of the service's database.
    public static final List<String> TABLES =
            List.of(
                    """
                    create table inbox (
                        position bigint primary key,
                        consumer varchar(60) not null,
                        message varchar(100) not null,
                        digest uuid not null,
                        constraint inbox_once unique (digest))\
                    """);

    /// How many messages are remembered.
    public static final int MAX_REMEMBERED = 100_000;

    /// How many messages come between two clean-ups. Many, because each touches pages all over the index.
    static final int CLEAN_UP_EVERY = 10_000;

    private final AtomicLong last;
    private final int remembered;
    private final Hearing hearing;

    /// What the instances of a service have in common, whose inbox is in one database.
    ///
    /// @param last the last position that was given
    private record Places(AtomicLong last) {}

    private Inbox(AtomicLong last, int remembered, Hearing hearing) {
        this.last = last;
        this.remembered = remembered;
        this.hearing = hearing;
    }

    /// Opens the inbox in `database`, whose schema has [#TABLES]. To be called by a task.
    public static Inbox open(Database database) {
        return open(database, Hearing.ONCE);
    }

    /// The same for a service with this habit; one that hears as often as is delivered remembers nothing.
    public static Inbox open(Database database, Hearing hearing) {
        return open(database, MAX_REMEMBERED, hearing);
    }

    /// An inbox with a bound of its own.
    static Inbox open(Database database, int remembered, Hearing hearing) {
        long last =
                database.read(
                        "find last handled",
                        session ->
                                session.queryOne(
                                                "select coalesce(max(position), 0) as last from inbox",
                                                row -> row.number("last"))
                                        .orElse(0L));
        var places = database.common(Places.class, () -> new Places(new AtomicLong(last)));
        return new Inbox(places.last(), remembered, hearing);
    }

    /// Whether `group` has not handled the message yet; from now on it has, if the transaction is committed.
    public boolean firstTime(Session session, Group group, MessageId message) {
        return !firstTimes(session, group, List.of(message)).isEmpty();
    }

    /// Which of these messages `group` has not handled yet, each once and in their order; from now on it has, if the
    /// transaction is committed. One transaction for many messages is what makes a consumer fast.
    public List<MessageId> firstTimes(Session session, Group group, List<MessageId> messages) {
        if (hearing == Hearing.AS_OFTEN_AS_DELIVERED) {
            return messages;
        }
        var unknown = digests(group, messages);
        known(session, unknown.keySet()).forEach(unknown::remove);
        var rows = new ArrayList<List<Object>>(unknown.size());
        boolean isTimeToCleanUp = false;
        for (var entry : unknown.entrySet()) {
            long position = last.incrementAndGet();
            rows.add(List.of(position, group.name(), entry.getValue().value(), entry.getKey()));
            isTimeToCleanUp |= position % CLEAN_UP_EVERY == 0;
        }
        session.updateAll("insert into inbox values (?, ?, ?, ?)", rows);
        if (isTimeToCleanUp) {
            session.update("delete from inbox where position <= ?", last.get() - remembered);
        }
        return List.copyOf(unknown.values());
    }

    /// The messages by digest, each once and in their order.
    private static SequencedMap<UUID, MessageId> digests(Group group, List<MessageId> messages) {
        var digests = new LinkedHashMap<UUID, MessageId>();
        for (var message : messages) {
            var name = group + "/" + message;
            digests.putIfAbsent(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)), message);
        }
        return digests;
    }

    /// Those of the digests that are in the table, found by one statement.
    private static List<UUID> known(Session session, Collection<UUID> digests) {
        return session.query(
                """
                select inbox.digest as digest
                from unnest(cast(? as uuid array)) as asked(digest)
                join inbox on inbox.digest = asked.digest
                order by inbox.position\
                """,
                row -> row.uuid("digest"),
                List.copyOf(digests));
    }
}
