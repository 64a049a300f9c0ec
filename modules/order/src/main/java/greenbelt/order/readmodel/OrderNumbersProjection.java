package greenbelt.order.readmodel;

import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Writes which order has which number, in the transaction that places the order.
///
/// No stream can tell whether another one has a number already: that is a rule about all of them, and the key of this
/// table keeps it. A read model that follows later could not; it may even miss an order, as a dead letter.
public final class OrderNumbersProjection implements Projection {
    private final Function<Envelope, OrderEvent> codec;

    /// @param codec takes an order event out of its envelope, or throws
    public OrderNumbersProjection(Function<Envelope, OrderEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return OrderNumbers.NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("order_numbers_{v}");
    }

    @Override
    public List<String> creation() {
        return List.of(
                "create table order_numbers_{v} (number bigint primary key, order_id uuid not null)");
    }

    @Override
    public Changes begin() {
        return new Rows();
    }

    private final class Rows implements Changes {
        private final List<List<Object>> numbers = new ArrayList<>();

        @Override
        public void take(StoredEvent stored) {
            if (OrderStream.isOf(stored)
                    && stored.event().type().equals(OrderPlaced.class.getSimpleName())
                    && codec.apply(stored.event()) instanceof OrderPlaced placed) {
                UUID order = OrderStream.order(stored);
                numbers.add(List.of(OrderNumber.parse(placed.number()).value(), order));
            }
        }

        @Override
        public void write(Session session, Tables tables) {
            session.updateAll(
                    tables.sql("insert into order_numbers_{v} (number, order_id) values (?, ?)"),
                    numbers);
        }
    }
}
