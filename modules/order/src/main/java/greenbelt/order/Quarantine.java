package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.database.Database;
import greenbelt.database.EnvelopeColumns;
import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.order.decider.BrokenOrderException;
import greenbelt.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Sets an order aside that cannot be handled, so that all the others go on.
///
/// Nobody drives an order that is set aside, and what is said about it on the bus is kept, in its order, until somebody
/// releases it: then it is handled as if nothing had been, and set aside again if nothing has changed. All of it is in
/// the service's database, so it outlives the node. Safe for many tasks.
final class Quarantine {
    static final List<String> TABLES =
            List.of(
                    """
                    create table quarantined_orders (
                        order_id uuid primary key,
                        reason varchar(2000) not null,
                        since timestamp(9) with time zone not null)\
                    """,
                    """
                    create table quarantined_messages (
                        order_id uuid not null,
                        place integer not null,
                        %s,
                        primary key (order_id, place),
                        unique (order_id, id))\
                    """
                            .formatted(EnvelopeColumns.DEFINITIONS));

    /// Most messages that are kept for one order; those beyond are left to the bus, as dead letters.
    static final int MAX_MESSAGES = 1_000;

    private static final int MAX_REASON = 2_000;

    private final World world;
    private final Database database;

    /// The reason of each order that is set aside; as the table says, but for a moment.
    private final ConcurrentSkipListMap<UUID, String> reasons = new ConcurrentSkipListMap<>();

    /// An order that is set aside, as its row has it.
    record Held(OrderId order, String reason, Instant since, int messages) {}

    private Quarantine(World world, Database database) {
        this.world = world;
        this.database = database;
    }

    static Quarantine open(World world, Database database) {
        var quarantine = new Quarantine(world, database);
        quarantine
                .list()
                .forEach(held -> quarantine.reasons.put(held.order().value(), held.reason()));
        return quarantine;
    }

    /// Every order that is set aside, the first one first.
    List<Held> list() {
        return database.read(
                "list quarantine",
                session ->
                        session.query(
                                """
                                select q.order_id, q.reason, q.since,
                                    (select count(*) from quarantined_messages m
                                     where m.order_id = q.order_id) as messages
                                from quarantined_orders q order by q.since, q.order_id\
                                """,
                                row ->
                                        new Held(
                                                new OrderId(row.uuid("order_id")),
                                                row.text("reason"),
                                                row.instant("since"),
                                                row.integer("messages"))));
    }

    /// Does `work` on an order, or sets the order aside when it turns out to be broken. Nothing is done for one that is set
    /// aside already.
    void attend(OrderId order, Runnable work) {
        if (!reasons.containsKey(order.value())) {
            try {
                work.run();
            } catch (BrokenOrderException broken) {
                hold(order, broken.reason(), Optional.empty());
            }
        }
    }

    /// The same for `work` that a message asks for: the message is kept when the order is set aside.
    void attend(OrderId order, Envelope message, Runnable work) {
        if (reasons.containsKey(order.value()) && keep(order, message)) {
            return;
        }
        try {
            work.run();
        } catch (BrokenOrderException broken) {
            hold(order, broken.reason(), Optional.of(message));
        }
    }

    /// What `work` makes of an order; `otherwise` when the order is, or has to be, set aside.
    <T> T attend(OrderId order, Supplier<T> work, T otherwise) {
        var made = new AtomicReference<>(otherwise);
        attend(order, () -> made.set(work.get()));
        return made.get();
    }

    /// What `work` answers for somebody who asks for an order. Throws [ProblemException] with status 409 when the order is,
    /// or has to be, set aside.
    <T> T serve(OrderId order, Supplier<T> work) {
        var reason = reasons.get(order.value());
        if (reason != null) {
            throw problem(reason);
        }
        try {
            return work.get();
        } catch (BrokenOrderException broken) {
            hold(order, broken.reason(), Optional.empty());
            throw problem(broken.reason());
        }
    }

    private static ProblemException problem(String reason) {
        return new ProblemException(
                Problem.of(
                        409,
                        "order-quarantined",
                        "The order is set aside until somebody has looked at it: " + reason));
    }

    /// Sets an order aside, with the message that could not be handled.
    void hold(OrderId order, String why, Optional<Envelope> message) {
        var reason = why.length() <= MAX_REASON ? why : why.substring(0, MAX_REASON);
        database.write(
                "quarantine order",
                session -> {
                    if (isThere(session, order)) {
                        session.update(
                                "update quarantined_orders set reason = ? where order_id = ?",
                                reason,
                                order.value());
                    } else {
                        session.update(
                                "insert into quarantined_orders values (?, ?, ?)",
                                order.value(),
                                reason,
                                world.now());
                    }
                    message.ifPresent(kept -> insert(session, order, kept));
                    session.afterCommit(() -> reasons.put(order.value(), reason));
                    return true;
                });
    }

    /// Keeps a message; answers whether it is kept, since the order may have been released meanwhile.
    private boolean keep(OrderId order, Envelope message) {
        return database.write(
                "keep message of quarantined order",
                session -> {
                    boolean isThere = isThere(session, order);
                    if (isThere) {
                        insert(session, order, message);
                    }
                    return isThere;
                });
    }

    private static boolean isThere(Session session, OrderId order) {
        return session.queryOne(
                        "select reason from quarantined_orders where order_id = ?",
                        row -> row.text("reason"),
                        order.value())
                .isPresent();
    }

    private static void insert(Session session, OrderId order, Envelope message) {
        boolean known =
                session.queryOne(
                                "select place from quarantined_messages"
                                        + " where order_id = ? and id = ?",
                                row -> row.integer("place"),
                                order.value(),
                                message.id().value())
                        .isPresent();
        if (known) {
            return;
        }
        int place = 1 + last(session, order);
        if (place > MAX_MESSAGES) {
            throw new IllegalStateException(
                    "%d messages about order %s are kept already, and it is still in quarantine"
                            .formatted(MAX_MESSAGES, order));
        }
        var values = new ArrayList<Object>(List.of(order.value(), place));
        values.addAll(EnvelopeColumns.values(message));
        session.update(
                "insert into quarantined_messages values (?, ?, "
                        + EnvelopeColumns.PLACEHOLDERS
                        + ")",
                values.toArray());
    }

    private static int last(Session session, OrderId order) {
        return session.queryOne(
                        "select coalesce(max(place), 0) as last from quarantined_messages"
                                + " where order_id = ?",
                        row -> row.integer("last"),
                        order.value())
                .orElse(0);
    }

    /// Who takes a released order up again.
    interface Successor {
        /// Handles a message that was kept, even if it was handled before.
        void handle(Envelope message);

        /// Drives the order on.
        void drive();
    }

    /// Tries to handle an order again that is set aside: the messages that were kept, then the order itself.
    ///
    /// @return why it had to be set aside again; empty when it is free
    Optional<String> release(OrderId order, Successor successor) {
        try {
            int handled = 0;
            do {
                for (var message : messages(order, handled)) {
                    successor.handle(message.envelope());
                    handled = message.place();
                }
                successor.drive();
            } while (!freed(order, handled));
            return Optional.empty();
        } catch (BrokenOrderException broken) {
            hold(order, broken.reason(), Optional.empty());
            return Optional.of(broken.reason());
        }
    }

    /// A message and the place in which it was kept.
    private record Kept(int place, Envelope envelope) {
        static Kept of(Row row) {
            return new Kept(row.integer("place"), EnvelopeColumns.read(row));
        }
    }

    private List<Kept> messages(OrderId order, int after) {
        return database.read(
                "find messages of quarantined order",
                session ->
                        session.query(
                                "select * from quarantined_messages where order_id = ? and place > ?"
                                        + " order by place",
                                Kept::of,
                                order.value(),
                                after));
    }

    /// Forgets that the order was set aside, unless more has been kept for it meanwhile.
    private boolean freed(OrderId order, int handled) {
        return database.write(
                "release order",
                session -> {
                    if (last(session, order) > handled) {
                        return false;
                    }
                    session.update(
                            "delete from quarantined_messages where order_id = ?", order.value());
                    session.update(
                            "delete from quarantined_orders where order_id = ?", order.value());
                    session.afterCommit(() -> reasons.remove(order.value()));
                    return true;
                });
    }
}
