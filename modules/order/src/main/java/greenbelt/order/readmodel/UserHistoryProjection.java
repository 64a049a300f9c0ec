package greenbelt.order.readmodel;

import greenbelt.contract.OrderStatus;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes what befell the orders of each user: a row for each turn that an order takes, and none is ever changed.
///
/// Only the first event of an order says whose it is, and the rows after it take that from its row.
public final class UserHistoryProjection implements Projection {
    private final Function<Envelope, OrderEvent> codec;

    /// @param codec takes an order event out of its envelope, or throws
    public UserHistoryProjection(Function<Envelope, OrderEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return UserHistories.NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("user_history_{v}");
    }

    @Override
    public List<String> creation() {
        return List.of(
                """
                create table user_history_{v} (
                    order_id uuid not null,
                    version bigint not null,
                    user_id uuid not null,
                    number bigint not null,
                    total_cents bigint not null,
                    status varchar(20) not null,
                    reason varchar(1000),
                    happened_at timestamp(9) with time zone not null,
                    primary key (order_id, version)
                )\
                """);
    }

    @Override
    public List<String> indexes() {
        return List.of(
                "create index if not exists user_history_by_user_{v} on user_history_{v} (user_id, happened_at)");
    }

    @Override
    public Changes begin() {
        return new Rows();
    }

    private final class Rows implements Changes {
        private final List<List<Object>> placed = new ArrayList<>();
        private final List<List<Object>> turns = new ArrayList<>();

        @Override
        public void take(StoredEvent stored) {
            if (!OrderStream.isOf(stored) || !OrderStream.isTurn(stored)) {
                return;
            }
            switch (codec.apply(stored.event())) {
                case OrderPlaced it -> placed.add(first(stored, it));
                case OrderConfirmed it -> turn(stored, OrderStatus.CONFIRMED, Optional.empty());
                case OrderShipped it -> turn(stored, OrderStatus.SHIPPED, Optional.empty());
                case OrderRejected(var reason) ->
                        turn(stored, OrderStatus.REJECTED, Optional.of(reason));
                case OrderCancelled(var reason) ->
                        turn(stored, OrderStatus.CANCELLED, Optional.of(reason));
                case OrderEvent other -> {}
            }
        }

        private static List<Object> first(StoredEvent stored, OrderPlaced placed) {
            return List.of(
                    OrderStream.order(stored),
                    stored.version(),
                    placed.user().value(),
                    OrderNumber.parse(placed.number()).value(),
                    placed.total().cents(),
                    OrderStatus.PENDING,
                    stored.event().time());
        }

        private void turn(StoredEvent stored, OrderStatus status, Optional<String> reason) {
            turns.add(
                    List.of(
                            stored.version(),
                            status,
                            reason,
                            stored.event().time(),
                            OrderStream.order(stored)));
        }

        @Override
        public void write(Session session, Tables tables) {
            session.updateAll(
                    tables.sql(
                            """
                            insert into user_history_{v}
                            (order_id, version, user_id, number, total_cents, status, happened_at)
                            values (?, ?, ?, ?, ?, ?, ?)\
                            """),
                    placed);
            session.updateAll(
                    tables.sql(
                            """
                            insert into user_history_{v}
                            (order_id, version, user_id, number, total_cents, status, reason, happened_at)
                            select order_id, cast(? as bigint), user_id, number, total_cents, cast(? as varchar(20)),
                            cast(? as varchar(1000)), cast(? as timestamp(9) with time zone)
                            from user_history_{v} where order_id = ? and status = 'PENDING'\
                            """),
                    turns);
        }
    }
}
