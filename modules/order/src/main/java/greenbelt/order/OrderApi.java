package greenbelt.order;

import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.IdempotencyKey;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.PathIds;
import greenbelt.contract.Reports.SalesReport;
import greenbelt.contract.Reports.UserHistory;
import greenbelt.contract.UserId;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.http.Query;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.Router;
import greenbelt.order.Orders.Handled;
import greenbelt.order.decider.OrderCommand.Cancel;
import greenbelt.order.readmodel.OrderDetails;
import greenbelt.order.readmodel.OrderList;
import greenbelt.order.readmodel.OrderList.Filter;
import greenbelt.order.readmodel.OrderNumber;
import greenbelt.order.readmodel.OrderNumbers;
import greenbelt.order.readmodel.Sales;
import greenbelt.order.readmodel.UserHistories;
import greenbelt.world.World;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The order service over HTTP: `docs/openapi.yaml` describes it.
final class OrderApi {
    private static final int DEFAULT_PAGE = 50;

    /// Who sends a request; only the gateway can say so. Nobody, when the request did not come through it.
    private static final String SENDER = "x-greenbelt-user";

    private static final String LAST_EVENT_ID = "last-event-id";
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,18}");

    private final World world;
    private final Placing placing;
    private final Orders orders;
    private final Deliveries deliveries;
    private final Saga saga;
    private final Quarantine quarantine;
    private final ReadModels readModels;
    private final OrderNumbers numbers;
    private final HistoryFeed history;
    private final Freshness freshness;
    private final OrderEventStream events;
    private final Runnable health;

    OrderApi(
            World world,
            Placing placing,
            Orders orders,
            Deliveries deliveries,
            Saga saga,
            Quarantine quarantine,
            ReadModels readModels,
            OrderNumbers numbers,
            HistoryFeed history,
            Freshness freshness,
            OrderEventStream events,
            Runnable health) {
        this.world = world;
        this.placing = placing;
        this.orders = orders;
        this.deliveries = deliveries;
        this.saga = saga;
        this.quarantine = quarantine;
        this.readModels = readModels;
        this.numbers = numbers;
        this.history = history;
        this.freshness = freshness;
        this.events = events;
        this.health = health;
    }

    Router routes() {
        return new Router(world)
                .on(Method.POST, "/orders", this::place)
                .on(Method.GET, "/orders", this::list)
                .on(
                        Method.GET,
                        "/orders/{id}",
                        request -> Response.json(200, deliveries.view(order(request))))
                .on(Method.DELETE, "/orders/{id}", this::cancel)
                .on(
                        Method.GET,
                        "/orders/{id}/events",
                        request -> events.follow(order(request).id(), lastSeen(request)))
                .on(
                        Method.GET,
                        "/orders/{id}/detail",
                        request ->
                                freshness.read(request, OrderDetails.NAME, () -> detail(request)))
                .on(
                        Method.GET,
                        "/sales",
                        request -> freshness.read(request, Sales.NAME, () -> sales(request)))
                .on(
                        Method.GET,
                        "/users/{id}/history",
                        request ->
                                freshness.read(request, UserHistories.NAME, () -> history(request)))
                .on(Method.GET, "/health", this::health);
    }

    private Response place(Request request) {
        var id = IdempotencyKey.of(request).map(key -> derivedId(request, key));
        var placed = placing.place(request.json(NewOrder.class), id);
        var order = driven(placed);
        return answer(order, order.status().isSettled() ? 201 : 202);
    }

    /// The order as far as it has come. One that can go no further is set aside: it was taken, and waits.
    private Order driven(Order order) {
        return quarantine.attend(order.id(), () -> saga.drive(order), order);
    }

    /// A key belongs to whoever sends it, as the gateway says, whatever user the body names.
    private static OrderId derivedId(Request request, IdempotencyKey key) {
        var scope = request.headers().first(SENDER).map(sender -> "sender " + sender);
        return new OrderId(key.idWithin(scope.orElse("no sender")));
    }

    private Response cancel(Request request) {
        var id = order(request).id();
        return switch (orders.handle(
                id, new Cancel("cancelled by the customer"), Optional.empty())) {
            case Handled.Done(var cancelled, var changed) -> {
                var order = driven(cancelled);
                yield answer(order, order.status().isSettled() ? 200 : 202);
            }
            case Handled.NotAllowed(var reason) ->
                    throw new ProblemException(
                            Problem.of(
                                            409,
                                            "not-cancellable",
                                            "The order cannot be cancelled: " + reason + ".")
                                    .expected("an order that is pending or confirmed")
                                    .found(reason));
        };
    }

    private Response answer(Order order, int status) {
        return freshness.token(
                Response.json(status, deliveries.view(order))
                        .with("location", "/orders/" + order.id()));
    }

    /// From the attached history when that is whole, else from the own list.
    private Response list(Request request) {
        var query = Query.of(request, "user", "status", "after", "limit");
        var filter =
                new Filter(
                        query.first("user").map(text -> new UserId(PathIds.uuid(text))),
                        query.first("status").map(OrderApi::status),
                        query.first("after").map(OrderApi::number),
                        query.wholeNumber("limit", 1, OrderList.MAX_PAGE, DEFAULT_PAGE));
        return history.serves()
                ? freshness.read(
                        request,
                        history,
                        () ->
                                history.page(filter)
                                        .map(page -> Response.json(200, page))
                                        .orElseGet(() -> ownList(request, filter)))
                : ownList(request, filter);
    }

    private Response ownList(Request request, Filter filter) {
        return freshness.read(
                request, OrderList.NAME, () -> Response.json(200, readModels.list().page(filter)));
    }

    private Response detail(Request request) {
        var text = request.parameter("id");
        var id = id(text).orElseThrow(() -> unknown(text));
        return readModels
                .details()
                .find(id)
                .map(detail -> Response.json(200, detail))
                .orElseThrow(() ->
                        orders.lastEvent(id).isPresent()
                                ? Freshness.notShown(OrderDetails.NAME)
                                : unknown(text));
    }

    private Response sales(Request request) {
        var query = Query.of(request, "day", "sku");
        var found =
                readModels
                        .sales()
                        .find(
                                query.first("day").map(OrderApi::day),
                                query.first("sku").map(PathIds::sku));
        return Response.json(200, new SalesReport(found));
    }

    private Response history(Request request) {
        var query = Query.of(request, "limit");
        var user = new UserId(PathIds.uuid(request.parameter("id")));
        int limit = query.wholeNumber("limit", 1, UserHistories.MAX_ENTRIES, DEFAULT_PAGE);
        return Response.json(200, new UserHistory(readModels.histories().of(user, limit)));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            throw invalid("day", "a day such as 2026-01-31", "\"" + text + "\"");
        }
    }

    private Response health(Request request) {
        health.run();
        return Response.of(204);
    }

    /// The version of the order up to which a reader who comes back has seen its events.
    private static long lastSeen(Request request) {
        var text = request.headers().first(LAST_EVENT_ID).orElse("0");
        if (!VERSION.matcher(text).matches()) {
            throw invalid("Last-Event-ID", "the id of an event, such as 3", "\"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    /// The order that the path names, by id or by number.
    private Order order(Request request) {
        var text = request.parameter("id");
        return id(text).flatMap(id -> quarantine.serve(id, () -> orders.find(id)))
                .orElseThrow(() -> unknown(text));
    }

    private Optional<OrderId> id(String text) {
        return OrderNumber.find(text)
                .map(numbers::find)
                .orElseGet(() -> Optional.of(new OrderId(PathIds.uuid(text))));
    }

    private static ProblemException unknown(String order) {
        return new ProblemException(
                Problem.of(404, "unknown-order", "There is no such order.")
                        .expected("the id or number of an order")
                        .found(order));
    }

    private static OrderStatus status(String text) {
        return Arrays.stream(OrderStatus.values())
                .filter(status -> status.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        invalid(
                                "status",
                                "one of " + Arrays.toString(OrderStatus.values()),
                                "\"" + text + "\""));
    }

    private static OrderNumber number(String text) {
        return OrderNumber.find(text)
                .orElseThrow(() ->
                        invalid("after", "an order's number, such as order-3", "\"" + text + "\""));
    }

    private static ProblemException invalid(String name, String expected, String found) {
        return new ProblemException(
                Problem.of(
                                400,
                                "invalid-request",
                                name + ": expected " + expected + ", found " + found + ".")
                        .expected(expected)
                        .found(found));
    }
}
