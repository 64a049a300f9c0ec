package greenbelt.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Edge;
import greenbelt.contract.Flow;
import greenbelt.contract.IdempotencyKey;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.json.Json;
import greenbelt.order.Orders.Handled;
import greenbelt.order.decider.OrderCommand.Place;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.readmodel.OrderNumber;
import greenbelt.vault.Sealed;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Takes a request for a new order: prices it, places it once.
///
/// With an idempotency key the order's id follows from sender and key, so that the event store itself refuses a second
/// order; the fingerprint of the request and its sealed address, kept in the first event, tell a repetition from a
/// different request.
final class Placing {
    private final World world;
    private final Orders orders;
    private final Directory directory;
    private final Deliveries deliveries;
    private final Modes modes;
    private final AtomicLong lastNumber;

    Placing(
            World world,
            Orders orders,
            Directory directory,
            Deliveries deliveries,
            Modes modes,
            long lastNumber) {
        this.world = world;
        this.orders = orders;
        this.directory = directory;
        this.deliveries = deliveries;
        this.modes = modes;
        this.lastNumber = new AtomicLong(lastNumber);
    }

    /// Places the order, or finds the one that this key has placed. Throws [ProblemException] on a bad request.
    ///
    /// @param fromKey the order's id, when it follows from an idempotency key
    Order place(NewOrder request, Optional<OrderId> fromKey) {
        var fingerprint = fromKey.map(key -> fingerprint(request));
        var id = fromKey.orElseGet(this::newId);
        if (fromKey.isPresent()) {
            var before = orders.find(id);
            if (before.isPresent()) {
                return sameRequest(before.get(), request, fingerprint);
            }
        }
        var placed = price(id, request, fingerprint);
        return switch (orders.handle(id, new Place(placed), Optional.empty())) {
            case Handled.Done(var order, var changed) -> order;
            case Handled.NotAllowed lostRace ->
                    sameRequest(orders.find(id).orElseThrow(), request, fingerprint);
        };
    }

    private OrderId newId() {
        var task = Task.current().map(Task::name).orElse("");
        return new OrderId(world.random("order id/" + task).nextUuid());
    }

    private Order sameRequest(Order order, NewOrder request, Optional<String> fingerprint) {
        var placed = order.state().placed();
        if (!placed.request().equals(fingerprint)
                || !sameAddress(deliveries.address(order.id(), placed), request.deliverTo())) {
            throw IdempotencyKey.reused(
                    "the request that came with this key first", "a different body");
        }
        return order;
    }

    /// What was forgotten cannot be compared.
    private static boolean sameAddress(
            Optional<DeliveryAddress> placed, Optional<DeliveryAddress> asked) {
        return placed.equals(asked)
                || (asked.isPresent() && placed.equals(Optional.of(DeliveryAddress.FORGOTTEN)));
    }

    private OrderPlaced price(OrderId id, NewOrder request, Optional<String> fingerprint) {
        if (!directory.knows(request.user())) {
            throw unknownUser(request.user());
        }
        var lines = request.lines().stream().map(this::price).toList();
        var flow = modes.flow();
        return new OrderPlaced(
                new OrderNumber(lastNumber.incrementAndGet()).toString(),
                request.user(),
                lines,
                mode(flow, Edge.ORDER_USER),
                mode(flow, Edge.ORDER_INVENTORY),
                flow,
                fingerprint,
                request.deliverTo().map(address -> seal(id, request.user(), address)));
    }

    /// Where nobody is in charge, all goes by the bus.
    private Mode mode(Flow flow, Edge edge) {
        return switch (flow) {
            case ORCHESTRATION -> modes.of(edge);
            case CHOREOGRAPHY -> Mode.ASYNC;
        };
    }

    private Sealed seal(OrderId id, UserId user, DeliveryAddress address) {
        return deliveries.seal(id, user, address).orElseThrow(() -> unknownUser(user));
    }

    private static ProblemException unknownUser(UserId user) {
        return new ProblemException(
                Problem.of(422, "unknown-user", "There is no such user.")
                        .expected("the id of a registered user")
                        .found(user.toString()));
    }

    private OrderLine price(Line line) {
        var item =
                directory
                        .item(line.sku())
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.of(422, "unknown-item", "There is no such item.")
                                                .expected("the SKU of an item in stock's list")
                                                .found(line.sku().toString())));
        return new OrderLine(item.sku(), item.name(), line.quantity(), item.priceCents());
    }

    /// Without the address: whoever guesses one could tell from the hash, for ever, that the guess was right.
    private static String fingerprint(NewOrder request) {
        var impersonal = Json.write(new NewOrder(request.user(), request.lines()));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(impersonal.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
