package greenbelt.order;

import greenbelt.contract.OrderId;
import greenbelt.database.Database;
import greenbelt.disk.DiskFull;
import greenbelt.eventstore.Interceptor;
import greenbelt.order.Orders.Handled;
import greenbelt.order.decider.OrderCommand;
import greenbelt.order.decider.OrderCommand.Ship;
import greenbelt.order.decider.OrderCommand.TimeOut;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Wakes orders whose time has come: an answer is overdue, or the goods can go out.
///
/// The times are rows that [TimersProjection] writes from the events, so they survive a restart. A timer that rings for an
/// order that has moved on changes nothing, because the decision looks at the order as it is.
///
/// A timer of an order that is in [Quarantine] rings in vain.
///
/// A failure ends no timer: it is reported, unless a full disk is behind it, and the timer rings again, since it was set
/// again before it rang.
final class Timers {
    private static final int BATCH = 100;

    /// How many orders are driven at once, so that a service that does not answer does not hold up all of them.
    static final int MAX_AT_ONCE = 8;

    /// The pause after the timers themselves could not be read or set.
    static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /// After this much time the timers are looked at again in any case, since a clock that was wrong may be right by now.
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    /// What a timer rings for; stored by name.
    enum Kind {
        ANSWER,
        SHIPPING
    }

    private final World world;
    private final Node node;
    private final Database database;
    private final Orders orders;
    private final Saga saga;
    private final Quarantine quarantine;
    private final Timeouts timeouts;
    private final TimerBell bell;
    private final Interceptor waking;

    Timers(
            World world,
            Node node,
            Database database,
            Orders orders,
            Saga saga,
            Quarantine quarantine,
            Timeouts timeouts,
            TimerBell bell,
            Interceptor waking) {
        this.world = world;
        this.node = node;
        this.database = database;
        this.orders = orders;
        this.saga = saga;
        this.quarantine = quarantine;
        this.timeouts = timeouts;
        this.bell = bell;
        this.waking = waking;
    }

    /// Runs until the node ends.
    void run() {
        while (true) {
            try {
                ringAndRest();
            } catch (RuntimeException failure) {
                report(failure);
                world.rest(PAUSE_AFTER_FAILURE);
            }
        }
    }

    /// When somebody looks after this order in any case; empty when nobody needs to.
    Optional<Instant> due(OrderId order) {
        return database.read(
                "find timer of order",
                session ->
                        session.queryOne(
                                "select due_at from order_timers where order_id = ?",
                                row -> row.instant("due_at"),
                                order.value()));
    }

    private void ringAndRest() {
        ring();
        long looked = bell.look();
        var next =
                database.read(
                        "find next timer",
                        session ->
                                session.queryOne(
                                        "select min(due_at) as due_at from order_timers",
                                        row -> row.optionalInstant("due_at")));
        var due = next.flatMap(found -> found).orElse(Instant.MAX);
        bell.restUntil(due, looked, LONGEST_REST);
    }

    /// Drives the orders that a crash has left standing between two synchronous steps. What fails is left to the timers.
    void recover() {
        var pending =
                database.read(
                        "find pending orders",
                        session ->
                                session.query(
                                        """
                                        select order_id from order_timers where kind = ?
                                        order by due_at, order_id\
                                        """,
                                        row ->
                                                new Due(
                                                        new OrderId(row.uuid("order_id")),
                                                        Kind.ANSWER),
                                        Kind.ANSWER));
        wakeAll(
                pending,
                due ->
                        wake(
                                "recovery",
                                due.order(),
                                () -> orders.find(due.order()).ifPresent(saga::drive)));
    }

    private void ring() {
        while (true) {
            var due = claim(world.now());
            wakeAll(due, this::ring);
            if (due.size() < BATCH) {
                return;
            }
        }
    }

    /// Takes the timers that are due, and sets them again in case this run does not survive.
    private List<Due> claim(Instant now) {
        return database.write(
                "claim due timers",
                session -> {
                    var due =
                            session.query(
                                    """
                                    select order_id, kind from order_timers where due_at <= ?
                                    order by due_at, order_id fetch first %d rows only\
                                    """
                                            .formatted(BATCH),
                                    row ->
                                            new Due(
                                                    new OrderId(row.uuid("order_id")),
                                                    Kind.valueOf(row.text("kind"))),
                                    now);
                    session.updateAll(
                            "update order_timers set due_at = ? where order_id = ?",
                            due.stream()
                                    .map(timer ->
                                            List.<Object>of(
                                                    now.plus(timeouts.answer()),
                                                    timer.order().value()))
                                    .toList());
                    return due;
                });
    }

    /// Wakes these orders, up to [#MAX_AT_ONCE] side by side; returns when each has come to rest.
    private void wakeAll(List<Due> due, Consumer<Due> body) {
        Mailbox<OrderId> ended = world.mailbox("ended timers", MAX_AT_ONCE);
        int awake = 0;
        for (var timer : due) {
            if (awake == MAX_AT_ONCE) {
                ended.await();
                awake--;
            }
            node.spawn("timer", () -> wake(timer, body, ended));
            awake++;
        }
        for (; awake > 0; awake--) {
            ended.await();
        }
    }

    private void wake(Due due, Consumer<Due> body, Mailbox<OrderId> ended) {
        try {
            body.accept(due);
        } catch (RuntimeException failure) {
            report(failure);
        } finally {
            ended.put(due.order());
        }
    }

    private void report(RuntimeException failure) {
        if (DiskFull.behind(failure).isEmpty()) {
            world.report(failure);
        }
    }

    private void ring(Due due) {
        switch (due.kind()) {
            case ANSWER -> wake("answer timer", due.order(), () -> handle(due, new TimeOut()));
            case SHIPPING -> wake("shipping timer", due.order(), () -> handle(due, new Ship()));
        }
    }

    private void handle(Due due, OrderCommand command) {
        if (orders.handle(due.order(), command, Optional.empty())
                instanceof Handled.Done(var order, var changed)) {
            saga.drive(order);
        }
    }

    private void wake(String who, OrderId id, Runnable body) {
        orders.lastEvent(id)
                .ifPresent(last -> waking.intercept(who, last, () -> quarantine.attend(id, body)));
    }

    private record Due(OrderId order, Kind kind) {}
}
