package greenbelt.order.readmodel;

import static java.util.stream.Collectors.toUnmodifiableSet;

import greenbelt.contract.OrderStatus;
import greenbelt.event.Envelope;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.OrderCancelled;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvent.OrderRejected;
import greenbelt.order.decider.OrderEvent.OrderShipped;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a batch of events makes of orders, folded one by one: for whoever keeps a row for each order.
public final class OrderTurns {
    /// How an order stands that has only been placed.
    public static final Stand PLACED = new Stand(OrderStatus.PENDING, Optional.empty());

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
    private final Map<UUID, Row> rows = new LinkedHashMap<>();

    /// @param codec takes an order event out of its envelope, or throws
    public OrderTurns(Function<Envelope, OrderEvent> codec) {
        this.codec = codec;
    }

    /// What becomes of one order.
    ///
    /// @param beginning if it is placed in this batch
    /// @param stand where it stands now, if that has changed
    /// @param version of its last event
    public record Row(Optional<Beginning> beginning, Optional<Stand> stand, long version) {}

    /// An order as it begins. What its row says is computed when the event is folded in, not when the row is written: a
    /// rebuild does the first beside the second.
    ///
    /// @param lines as [Lines] writes them
    public record Beginning(
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

    /// Where an order stands.
    public record Stand(OrderStatus status, Optional<String> reason) {}

    /// Folds the next event in; what is not of an order it skips.
    public void take(StoredEvent stored) {
        if (!OrderStream.isOf(stored)) {
            return;
        }
        var id = OrderStream.order(stored);
        var before =
                rows.getOrDefault(
                        id, new Row(Optional.empty(), Optional.empty(), stored.version()));
        rows.put(
                id,
                TURNS.contains(stored.event().type())
                        ? turned(before, stored)
                        : new Row(before.beginning(), before.stand(), stored.version()));
    }

    private Row turned(Row before, StoredEvent stored) {
        return switch (codec.apply(stored.event())) {
            case OrderPlaced placed ->
                    new Row(
                            Optional.of(Beginning.of(stored, placed)),
                            before.stand(),
                            stored.version());
            case OrderConfirmed confirmed -> stands(before, stored, OrderStatus.CONFIRMED);
            case CompensationBegun begun -> stands(before, stored, OrderStatus.PENDING);
            case OrderRejected(var reason) ->
                    stands(before, stored, new Stand(OrderStatus.REJECTED, Optional.of(reason)));
            case OrderCancelled(var reason) ->
                    stands(before, stored, new Stand(OrderStatus.CANCELLED, Optional.of(reason)));
            case OrderShipped shipped -> stands(before, stored, OrderStatus.SHIPPED);
            case OrderEvent other -> new Row(before.beginning(), before.stand(), stored.version());
        };
    }

    private static Row stands(Row before, StoredEvent stored, OrderStatus status) {
        return stands(before, stored, new Stand(status, Optional.empty()));
    }

    private static Row stands(Row before, StoredEvent stored, Stand stand) {
        return new Row(before.beginning(), Optional.of(stand), stored.version());
    }

    /// By the order's id, in the order in which they first came.
    public Map<UUID, Row> orders() {
        return Collections.unmodifiableMap(rows);
    }
}
