package greenbelt.order.decider;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventStoreException;
import greenbelt.eventstore.Folding;
import greenbelt.eventstore.StoredEvent;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import greenbelt.order.decider.KeptOrder.Kind;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderState.AwaitingCredit;
import greenbelt.order.decider.OrderState.AwaitingStock;
import greenbelt.order.decider.OrderState.Compensating;
import greenbelt.order.decider.OrderState.Confirmed;
import greenbelt.order.decider.OrderState.Ended;
import greenbelt.order.decider.OrderState.Known;
import greenbelt.order.decider.OrderState.NotPlaced;
import greenbelt.order.decider.OrderState.Owed;
import greenbelt.order.decider.OrderState.Shipping;
import java.time.Instant;
import java.util.Optional;

/// How the events of an order become what it is, and how that is written into snapshots.
///
/// A snapshot has the order's first event as an event has it, in its own version: what is sealed in the one is sealed in
/// the other, and an older one is upcast like any other event.
public final class OrderFolding implements Folding<OrderFolding.Past> {
    /// Raised with every change to [KeptOrder], and with every change to [Evolve] by which the same events mean another state.
    public static final int VERSION = 1;

    static final String PLACED = OrderPlaced.class.getSimpleName();

    public OrderFolding() {}

    /// What the events of an order say.
    ///
    /// @param placedAt when its first event happened
    public record Past(OrderState state, Instant placedAt) {}

    @Override
    public Past initial() {
        return new Past(new NotPlaced(), Instant.EPOCH);
    }

    /// Throws [BrokenOrderException] when the event cannot happen now, or cannot be read.
    @Override
    public Past after(Past past, StoredEvent stored) {
        var event = stored.event();
        var opened = open(stored);
        try {
            return after(past, opened, event.time());
        } catch (IllegalStateException impossible) {
            throw broken(stored, impossible);
        }
    }

    /// The event itself. Throws [BrokenOrderException] when it cannot be read.
    public static OrderEvent open(StoredEvent stored) {
        try {
            return OrderEvents.open(stored.event());
        } catch (IllegalArgumentException | EventStoreException | JsonRejected unreadable) {
            throw broken(stored, unreadable);
        }
    }

    private static BrokenOrderException broken(StoredEvent stored, RuntimeException why) {
        return new BrokenOrderException(
                "event %d, %s".formatted(stored.version(), stored.event().type()), why);
    }

    /// The same with an event that is open already. Throws [IllegalStateException] when it cannot happen now.
    ///
    /// @param at when it happened
    public static Past after(Past past, OrderEvent event, Instant at) {
        return new Past(
                Evolve.evolve(past.state(), event),
                past.state() instanceof NotPlaced ? at : past.placedAt());
    }

    @Override
    public int schemaVersion() {
        return VERSION;
    }

    @Override
    public String write(Past past) {
        return Json.write(kept(past));
    }

    private static KeptOrder kept(Past past) {
        return switch (past.state()) {
            case NotPlaced none -> throw new IllegalArgumentException("nothing has happened yet");
            case AwaitingCredit(var placed) -> KeptOrder.of(Kind.AWAITING_CREDIT, past, placed);
            case AwaitingStock(var placed) -> KeptOrder.of(Kind.AWAITING_STOCK, past, placed);
            case Confirmed(var placed) -> KeptOrder.of(Kind.CONFIRMED, past, placed);
            case Shipping(var placed, var attempts) ->
                    KeptOrder.of(Kind.SHIPPING, past, placed).attempts(attempts);
            case Compensating back ->
                    KeptOrder.of(Kind.COMPENSATING, past, back.placed()).compensating(back);
            case Ended end -> KeptOrder.of(Kind.ENDED, past, end.placed()).ended(end);
        };
    }

    @Override
    public Optional<Past> read(String data) {
        try {
            var kept = Json.read(data, KeptOrder.class);
            return Optional.of(new Past(state(kept), kept.placedAt()));
        } catch (JsonRejected | EventStoreException unreadable) {
            return Optional.empty();
        }
    }

    private static Known state(KeptOrder kept) {
        var placed = placed(kept);
        return switch (kept.kind()) {
            case AWAITING_CREDIT -> new AwaitingCredit(placed);
            case AWAITING_STOCK -> new AwaitingStock(placed);
            case CONFIRMED -> new Confirmed(placed);
            case SHIPPING -> new Shipping(placed, kept.attempts());
            case COMPENSATING ->
                    new Compensating(
                            placed,
                            kept.ending().orElseThrow(),
                            kept.reason(),
                            new Owed(kept.creditAttempts()),
                            new Owed(kept.stockAttempts()));
            case ENDED -> new Ended(placed, kept.status().orElseThrow(), kept.reason());
        };
    }

    private static OrderPlaced placed(KeptOrder kept) {
        var event =
                new Envelope(
                        new MessageId("kept in a snapshot"),
                        OrderEvents.SOURCE,
                        PLACED,
                        kept.placedVersion(),
                        "an order",
                        kept.placedAt(),
                        Optional.empty(),
                        Optional.empty(),
                        kept.placed());
        return (OrderPlaced) OrderEvents.open(event);
    }
}
