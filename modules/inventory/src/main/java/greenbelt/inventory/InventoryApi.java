package greenbelt.inventory;

import greenbelt.contract.Api.ItemPage;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.Receipt;
import greenbelt.contract.Api.ReservationAnswer;
import greenbelt.contract.Api.StockReservation;
import greenbelt.contract.IdempotencyKey;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.OrderId;
import greenbelt.contract.PathIds;
import greenbelt.contract.Sku;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.http.Query;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.Router;
import greenbelt.telemetry.Log;
import greenbelt.world.World;
import java.util.Optional;
import java.util.function.Function;

/// The HTTP side of the inventory service: reads requests, writes answers.
final class InventoryApi {
    private static final int USUAL_PAGE = 20;
    private static final int MAX_PAGE = 100;

    private final World world;
    private final Database database;
    private final Log log;

    InventoryApi(World world, Database database, Log log) {
        this.world = world;
        this.database = database;
        this.log = log;
    }

    Router routes() {
        return new Router(world)
                .on(Method.GET, "/inventory", this::list)
                .on(Method.GET, "/inventory/{sku}", this::show)
                .on(Method.POST, "/inventory/{sku}/receipts", this::receive)
                .on(Method.PUT, "/stock-reservations/{order}", this::reserve)
                .on(Method.DELETE, "/stock-reservations/{order}", this::release)
                .on(Method.POST, "/stock-reservations/{order}/shipment", this::ship)
                .on(Method.GET, "/health", this::health);
    }

    private Response list(Request request) {
        var query = Query.of(request, "after", "limit");
        int limit = query.wholeNumber("limit", 1, MAX_PAGE, USUAL_PAGE);
        var after = query.first("after").orElse("");
        var found = database.read("list items", session -> Items.page(session, after, limit + 1));
        var page = found.subList(0, Math.min(limit, found.size()));
        var next =
                found.size() > limit
                        ? Optional.of(page.getLast().sku().value())
                        : Optional.<String>empty();
        return Response.json(200, new ItemPage(page, next));
    }

    private Response show(Request request) {
        var sku = PathIds.sku(request, "sku");
        return Response.json(200, item(sku));
    }

    private ItemView item(Sku sku) {
        return database.read("find item", session -> Receipts.known(session, sku));
    }

    private Response receive(Request request) {
        var sku = PathIds.sku(request, "sku");
        int quantity = request.json(Receipt.class).quantity();
        var id =
                IdempotencyKey.of(request)
                        .map(key -> key.idWithin("receipt/" + sku))
                        .orElseGet(() -> world.random("receipt/" + sku).nextUuid());
        var at = world.now();
        var receipt =
                database.write(
                        "receive stock",
                        session -> Receipts.receive(session, id, sku, quantity, at));
        log.info(
                "stock received",
                Log.field("sku", sku),
                Log.field("quantity", quantity),
                Log.field("receipt", id));
        return Response.json(201, receipt);
    }

    private Response reserve(Request request) {
        var order = order(request);
        var asked = new ReserveStock(order, request.json(StockReservation.class).lines());
        var stock = write("reserve stock", session -> StockDesk.reserve(session, asked));
        var refusal = OrderStock.refusal(stock);
        return Response.json(200, new ReservationAnswer(refusal.isEmpty(), refusal));
    }

    private Response release(Request request) {
        var order = order(request);
        write("release stock", session -> StockDesk.release(session, order));
        return Response.of(204);
    }

    private Response ship(Request request) {
        var order = order(request);
        write("ship stock", session -> StockDesk.ship(session, order));
        return Response.of(204);
    }

    /// Answers when the database has answered.
    private Response health(Request request) {
        database.probe();
        return Response.of(204);
    }

    /// Writes; a contradiction to what was decided before is the caller's doing.
    private <T> T write(String what, Function<Session, T> work) {
        try {
            return database.write(what, work);
        } catch (ContradictionException contradiction) {
            var detail = String.valueOf(contradiction.getMessage());
            throw new ProblemException(Problem.of(409, "contradiction", detail));
        }
    }

    private static OrderId order(Request request) {
        return new OrderId(PathIds.uuid(request, "order"));
    }
}
