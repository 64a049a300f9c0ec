package greenbelt.order;

import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CreditReleaseRequested;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderGivenUp;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.order.decider.OrderEvent.ShipmentRequested;
import greenbelt.order.decider.OrderEvent.StockReleaseRequested;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Writes when which order is overdue, or can go out.
///
/// A process, not a read model: [Timers] acts upon the rows and sets them again, so they follow from more than the events.
/// Made anew, they would ring for what was done long ago. So it has a checkpoint of its own and tables without versions,
/// and building read models anew does not touch it.
final class TimersProjection implements Projection {
    private final Function<Envelope, OrderEvent> codec;
    private final Timeouts timeouts;
    private final TimerBell bell;

    TimersProjection(Function<Envelope, OrderEvent> codec, Timeouts timeouts, TimerBell bell) {
        this.codec = codec;
        this.timeouts = timeouts;
        this.bell = bell;
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public Kind kind() {
        return Kind.PROCESS;
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public List<String> creation() {
        return List.of();
    }

    @Override
    public Changes begin() {
        return new Rows();
    }

    /// When an order's timer rings; never, when there is no time.
    private record Timer(Optional<Instant> due, Timers.Kind kind, boolean isNew) {}

    private final class Rows implements Changes {
        private final Map<UUID, Timer> timers = new LinkedHashMap<>();

        @Override
        public void take(StoredEvent stored) {
            if (!stored.stream().value().startsWith(Orders.STREAM_PREFIX)) {
                return;
            }
            var order = UUID.fromString(stored.event().subject());
            var at = stored.event().time();
            switch (codec.apply(stored.event())) {
                case OrderPlaced placed ->
                        timers.put(order, answer(at.plus(timeouts.answer()), true));
                case OrderConfirmed confirmed ->
                        set(
                                order,
                                new Timer(
                                        Optional.of(at.plus(timeouts.shipping())),
                                        Timers.Kind.SHIPPING,
                                        false));
                case OrderRejected _, OrderCancelled _, OrderShipped _ ->
                        set(order, new Timer(Optional.empty(), Timers.Kind.ANSWER, false));
                case OrderGivenUp(var attempt) ->
                        set(order, answer(at.plus(timeouts.answer(attempt)), false));
                case StockReleaseRequested(var via, var attempt) ->
                        set(order, answer(at.plus(timeouts.answer(attempt)), false));
                case CreditReleaseRequested(var via, var attempt) ->
                        set(order, answer(at.plus(timeouts.answer(attempt)), false));
                case ShipmentRequested(var via, var attempt) ->
                        set(order, answer(at.plus(timeouts.answer(attempt)), false));
                case OrderEvent other -> set(order, answer(at.plus(timeouts.answer()), false));
            }
        }

        private static Timer answer(Instant due, boolean isNew) {
            return new Timer(Optional.of(due), Timers.Kind.ANSWER, isNew);
        }

        private void set(UUID order, Timer timer) {
            timers.merge(
                    order,
                    timer,
                    (old, newer) -> new Timer(newer.due(), newer.kind(), old.isNew()));
        }

        @Override
        public void write(Session session, Tables tables) {
            var inserts = new ArrayList<List<Object>>();
            var updates = new ArrayList<List<Object>>();
            var deletes = new ArrayList<List<Object>>();
            timers.forEach((order, timer) -> {
                if (timer.due().isPresent()) {
                    var due = timer.due().get();
                    (timer.isNew() ? inserts : updates).add(List.of(due, timer.kind(), order));
                    session.afterCommit(() -> bell.set(due));
                } else if (!timer.isNew()) {
                    deletes.add(List.of(order));
                }
            });
            session.updateAll(
                    "insert into order_timers (due_at, kind, order_id) values (?, ?, ?)", inserts);
            session.updateAll(
                    "update order_timers set due_at = ?, kind = ? where order_id = ?", updates);
            session.updateAll("delete from order_timers where order_id = ?", deletes);
        }
    }
}
