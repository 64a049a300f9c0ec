package greenbelt.order.readmodel;

import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.OrderId;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.eventstore.StoredEvent;
import greenbelt.json.Json;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Writes the list of orders: one row for each, with its lines.
public final class OrderListProjection implements Projection {
    private final Function<Envelope, OrderEvent> codec;
    private final Addresses addresses;

    /// Finds out where an order is delivered to.
    public interface Addresses {
        /// In the transaction that writes it down, so that nobody can be forgotten meanwhile.
        Optional<DeliveryAddress> of(Session session, OrderId order, OrderPlaced placed);
    }

    /// @param codec takes an order event out of its envelope, or throws
    public OrderListProjection(Function<Envelope, OrderEvent> codec, Addresses addresses) {
        this.codec = codec;
        this.addresses = addresses;
    }

    @Override
    public String name() {
        return OrderList.NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("order_list_{v}");
    }

    @Override
    public List<String> creation() {
        return List.of(
                """
                create table order_list_{v} (
                    id uuid primary key,
                    number bigint not null,
                    user_id uuid not null,
                    status varchar(20) not null,
                    total_cents bigint not null,
                    placed_at timestamp(9) with time zone not null,
                    reason varchar(1000),
                    version bigint not null,
                    deliver_to varchar(2000),
                    lines %s not null
                )\
                """
                        .formatted(Lines.TYPE));
    }

    @Override
    public List<String> indexes() {
        return List.of(
                "create unique index if not exists order_list_by_number_{v} on order_list_{v} (number)",
                "create index if not exists order_list_by_user_{v} on order_list_{v} (user_id, number)",
                "create index if not exists order_list_by_status_{v} on order_list_{v} (status, number)");
    }

    @Override
    public Changes begin() {
        return new Rows();
    }

    private final class Rows implements Changes {
        private final OrderTurns turns = new OrderTurns(codec);

        @Override
        public void take(StoredEvent stored) {
            turns.take(stored);
        }

        @Override
        public void write(Session session, Tables tables) {
            var inserts = new ArrayList<List<Object>>();
            var stands = new ArrayList<List<Object>>();
            var versions = new ArrayList<List<Object>>();
            turns.orders()
                    .forEach((id, row) -> {
                        if (row.beginning().isPresent()) {
                            var beginning = row.beginning().get();
                            var values = new ArrayList<>(values(id, row, beginning));
                            values.add(
                                    addresses
                                            .of(session, new OrderId(id), beginning.placed())
                                            .map(Json::write));
                            inserts.add(values);
                        } else if (row.stand().isPresent()) {
                            var stand = row.stand().get();
                            stands.add(List.of(stand.status(), stand.reason(), row.version(), id));
                        } else {
                            versions.add(List.of(row.version(), id));
                        }
                    });
            session.updateAll(
                    tables.sql(
                            """
                            insert into order_list_{v}
                            (id, number, user_id, status, total_cents, placed_at, reason, version, lines, deliver_to)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                            """),
                    inserts);
            session.updateAll(
                    tables.sql(
                            "update order_list_{v} set status = ?, reason = ?, version = ? where id = ?"),
                    stands);
            session.updateAll(
                    tables.sql("update order_list_{v} set version = ? where id = ?"), versions);
        }

        private static List<Object> values(
                UUID id, OrderTurns.Row row, OrderTurns.Beginning beginning) {
            var stand = row.stand().orElse(OrderTurns.PLACED);
            return List.of(
                    id,
                    beginning.number(),
                    beginning.placed().user().value(),
                    stand.status(),
                    beginning.totalCents(),
                    beginning.at(),
                    stand.reason(),
                    row.version(),
                    beginning.lines());
        }
    }
}
