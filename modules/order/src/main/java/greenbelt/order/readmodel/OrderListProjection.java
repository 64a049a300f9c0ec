package greenbelt.order.readmodel;

import static java.util.stream.Collectors.toUnmodifiableSet;

import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.eventstore.StoredEvent;
import greenbelt.json.Json;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes the list of orders: one row for each, with its lines.
public final class OrderListProjection implements Projection {
    /// The types of the events that change more than the version. The others are not taken out of their envelopes, which
    /// is most of the work.
    private static final Set<String> TURNS =
            Stream.of(
                            OrderPlaced.class,
                            OrderConfirmed.class,
                            CompensationBegun.class,
                            OrderRejected.class,
                            OrderCancelled.class,
                            OrderShipped.class)
                    .map(Class::getSimpleName)
                    .collect(toUnmodifiableSet());

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

    /// What becomes of one order.
    private static final class Row {
        private Optional<Beginning> beginning = Optional.empty();
        private Optional<Stand> stand = Optional.empty();
        private long version;
    }

    /// An order as it begins. What its row says is computed when the event is folded in, not when the row is written: a
    /// rebuild does the first beside the second.
    private record Beginning(
            OrderPlaced placed, long number, long totalCents, Instant at, String lines) {
        static Beginning of(StoredEvent event, OrderPlaced placed) {
            return new Beginning(
                    placed,
                    OrderNumber.parse(placed.number()).value(),
                    placed.total().cents(),
                    event.event().time(),
                    Lines.write(placed));
        }
    }

    private record Stand(OrderStatus status, Optional<String> reason) {}

    private final class Rows implements Changes {
        private final Map<UUID, Row> rows = new LinkedHashMap<>();

        @Override
        public void take(StoredEvent stored) {
            if (!OrderStream.isOf(stored)) {
                return;
            }
            var row = rows.computeIfAbsent(OrderStream.order(stored), id -> new Row());
            row.version = stored.version();
            if (TURNS.contains(stored.event().type())) {
                turn(row, stored);
            }
        }

        private void turn(Row row, StoredEvent stored) {
            switch (codec.apply(stored.event())) {
                case OrderPlaced placed ->
                        row.beginning = Optional.of(Beginning.of(stored, placed));
                case OrderConfirmed confirmed -> row.stand = stand(OrderStatus.CONFIRMED);
                case CompensationBegun begun -> row.stand = stand(OrderStatus.PENDING);
                case OrderRejected(var reason) -> row.stand = stand(OrderStatus.REJECTED, reason);
                case OrderCancelled(var reason) -> row.stand = stand(OrderStatus.CANCELLED, reason);
                case OrderShipped shipped -> row.stand = stand(OrderStatus.SHIPPED);
                case OrderEvent other -> {}
            }
        }

        private static Optional<Stand> stand(OrderStatus status) {
            return Optional.of(new Stand(status, Optional.empty()));
        }

        private static Optional<Stand> stand(OrderStatus status, String reason) {
            return Optional.of(new Stand(status, Optional.of(reason)));
        }

        @Override
        public void write(Session session, Tables tables) {
            var inserts = new ArrayList<List<Object>>();
            var stands = new ArrayList<List<Object>>();
            var versions = new ArrayList<List<Object>>();
            rows.forEach((id, row) -> {
                if (row.beginning.isPresent()) {
                    var beginning = row.beginning.get();
                    var values = new ArrayList<>(values(id, row, beginning));
                    values.add(
                            addresses
                                    .of(session, new OrderId(id), beginning.placed())
                                    .map(Json::write));
                    inserts.add(values);
                } else if (row.stand.isPresent()) {
                    var stand = row.stand.get();
                    stands.add(List.of(stand.status(), stand.reason(), row.version, id));
                } else {
                    versions.add(List.of(row.version, id));
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

        private static List<Object> values(UUID id, Row row, Beginning beginning) {
            var stand = row.stand.orElse(new Stand(OrderStatus.PENDING, Optional.empty()));
            return List.of(
                    id,
                    beginning.number(),
                    beginning.placed().user().value(),
                    stand.status(),
                    beginning.totalCents(),
                    beginning.at(),
                    stand.reason(),
                    row.version,
                    beginning.lines());
        }
    }
}
