package greenbelt.order.readmodel;

import greenbelt.contract.OrderStatus;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.CreditReserved;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.order.decider.OrderEvent.StockReserved;
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

/// Writes the details of orders: one row for each, with when it came how far.
public final class OrderDetailProjection implements Projection {
    private final Function<Envelope, OrderEvent> codec;

    /// @param codec takes an order event out of its envelope, or throws
    public OrderDetailProjection(Function<Envelope, OrderEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return OrderDetails.NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("order_detail_{v}");
    }

    @Override
    public List<String> creation() {
        return List.of(
                """
                create table order_detail_{v} (
                    id uuid primary key,
                    number bigint not null,
                    user_id uuid not null,
                    total_cents bigint not null,
                    to_user varchar(10) not null,
                    to_inventory varchar(10) not null,
                    lines %s not null,
                    placed_at timestamp(9) with time zone not null,
                    status varchar(20) not null,
                    reason varchar(1000),
                    credit_at timestamp(9) with time zone,
                    stock_at timestamp(9) with time zone,
                    confirmed_at timestamp(9) with time zone,
                    shipped_at timestamp(9) with time zone,
                    ended_at timestamp(9) with time zone,
                    version bigint not null
                )\
                """
                        .formatted(Lines.TYPE));
    }

    @Override
    public Changes begin() {
        return new Rows();
    }

    /// What becomes of one order; what is empty stays as it is.
    private static final class Row {
        private Optional<OrderPlaced> placed = Optional.empty();
        private Instant placedAt = Instant.EPOCH;
        private Optional<OrderStatus> status = Optional.empty();
        private Optional<String> reason = Optional.empty();
        private Optional<Instant> creditAt = Optional.empty();
        private Optional<Instant> stockAt = Optional.empty();
        private Optional<Instant> confirmedAt = Optional.empty();
        private Optional<Instant> shippedAt = Optional.empty();
        private Optional<Instant> endedAt = Optional.empty();
        private long version;

        void take(StoredEvent stored, OrderEvent event) {
            var at = Optional.of(stored.event().time());
            switch (event) {
                case OrderPlaced it -> {
                    placed = Optional.of(it);
                    placedAt = stored.event().time();
                    status = Optional.of(OrderStatus.PENDING);
                }
                case CreditReserved it -> creditAt = at;
                case StockReserved it -> stockAt = at;
                case OrderConfirmed it -> {
                    confirmedAt = at;
                    status = Optional.of(OrderStatus.CONFIRMED);
                }
                case CompensationBegun it -> status = Optional.of(OrderStatus.PENDING);
                case OrderRejected(var why) -> {
                    endedAt = at;
                    status = Optional.of(OrderStatus.REJECTED);
                    reason = Optional.of(why);
                }
                case OrderCancelled(var why) -> {
                    endedAt = at;
                    status = Optional.of(OrderStatus.CANCELLED);
                    reason = Optional.of(why);
                }
                case OrderShipped it -> {
                    shippedAt = at;
                    status = Optional.of(OrderStatus.SHIPPED);
                }
                case OrderEvent other -> {}
            }
        }

        /// In the order of both statements.
        List<Object> values() {
            return List.of(
                    status, reason, creditAt, stockAt, confirmedAt, shippedAt, endedAt, version);
        }
    }

    private final class Rows implements Changes {
        private final Map<UUID, Row> rows = new LinkedHashMap<>();

        @Override
        public void take(StoredEvent stored) {
            if (OrderStream.isOf(stored)) {
                var row = rows.computeIfAbsent(OrderStream.order(stored), id -> new Row());
                row.version = stored.version();
                if (OrderStream.isTurn(stored)) {
                    row.take(stored, codec.apply(stored.event()));
                }
            }
        }

        @Override
        public void write(Session session, Tables tables) {
            var inserts = new ArrayList<List<Object>>();
            var updates = new ArrayList<List<Object>>();
            rows.forEach((id, row) -> {
                var values = new ArrayList<>(row.values());
                values.add(id);
                row.placed.ifPresentOrElse(
                        placed -> {
                            values.addAll(
                                    List.of(
                                            OrderNumber.parse(placed.number()).value(),
                                            placed.user().value(),
                                            placed.total().cents(),
                                            placed.toUser(),
                                            placed.toInventory(),
                                            Lines.write(placed),
                                            row.placedAt));
                            inserts.add(values);
                        },
                        () -> updates.add(values));
            });
            session.updateAll(
                    tables.sql(
                            """
                            insert into order_detail_{v} (status, reason, credit_at, stock_at, confirmed_at, shipped_at,
                            ended_at, version, id, number, user_id, total_cents, to_user, to_inventory, lines, placed_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                            """),
                    inserts);
            session.updateAll(
                    tables.sql(
                            """
                            update order_detail_{v} set status = coalesce(?, status), reason = coalesce(?, reason),
                            credit_at = coalesce(?, credit_at), stock_at = coalesce(?, stock_at),
                            confirmed_at = coalesce(?, confirmed_at), shipped_at = coalesce(?, shipped_at),
                            ended_at = coalesce(?, ended_at), version = ? where id = ?\
                            """),
                    updates);
        }
    }
}
