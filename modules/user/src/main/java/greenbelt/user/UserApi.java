package greenbelt.user;

import greenbelt.contract.Api.CreditReservation;
import greenbelt.contract.Api.NewUser;
import greenbelt.contract.Api.ReservationAnswer;
import greenbelt.contract.Api.TopUp;
import greenbelt.contract.Api.TopUpView;
import greenbelt.contract.Api.UserPage;
import greenbelt.contract.Api.UserPatch;
import greenbelt.contract.IdempotencyKey;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.OrderId;
import greenbelt.contract.PathIds;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.http.Query;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.Router;
import greenbelt.user.Movement.Kind;
import greenbelt.world.World;
import java.util.Optional;
import java.util.function.Function;

/// The HTTP side of the user service: reads requests, writes answers; what happens in between is in the desks.
final class UserApi {
    private static final int USUAL_PAGE = 20;
    private static final int MAX_PAGE = 100;

    private final World world;
    private final Database database;
    private final Registry registry;

    UserApi(World world, Database database, Registry registry) {
        this.world = world;
        this.database = database;
        this.registry = registry;
    }

    void addTo(Router router) {
        router.on(Method.GET, "/users", this::list)
                .on(Method.POST, "/users", this::register)
                .on(Method.GET, "/users/{id}", this::show)
                .on(Method.PATCH, "/users/{id}", this::change)
                .on(Method.DELETE, "/users/{id}", this::close)
                .on(Method.DELETE, "/users/{id}/personal-data", this::forget)
                .on(Method.POST, "/users/{id}/wallet/top-ups", this::topUp)
                .on(Method.PUT, "/credit-reservations/{order}", this::reserve)
                .on(Method.DELETE, "/credit-reservations/{order}", this::release)
                .on(Method.GET, "/health", this::health);
    }

    private Response list(Request request) {
        var query = Query.of(request, "after", "limit");
        int limit = query.wholeNumber("limit", 1, MAX_PAGE, USUAL_PAGE);
        var after = query.first("after").orElse("");
        var found = database.read("list users", session -> Users.page(session, after, limit + 1));
        var page = found.subList(0, Math.min(limit, found.size()));
        var next =
                found.size() > limit
                        ? Optional.of(page.getLast().handle())
                        : Optional.<String>empty();
        return Response.json(200, new UserPage(page.stream().map(User::view).toList(), next));
    }

    private Response register(Request request) {
        var user = registry.register(request.json(NewUser.class));
        return Response.json(201, user.view()).with("location", "/users/" + user.id());
    }

    private Response show(Request request) {
        return Response.json(200, registry.find(userId(request)).view());
    }

    private Response change(Request request) {
        var id = userId(request);
        var patch = request.json(UserPatch.class);
        return Response.json(200, registry.change(id, patch).view());
    }

    private Response close(Request request) {
        registry.close(userId(request));
        return Response.of(204);
    }

    private Response forget(Request request) {
        registry.forget(userId(request));
        return Response.of(204);
    }

    private Response topUp(Request request) {
        var user = userId(request);
        var amount = request.json(TopUp.class).amountCents();
        var id =
                IdempotencyKey.of(request)
                        .map(key -> key.idWithin("top-up/" + user))
                        .orElseGet(() -> world.random("top-up/" + user).nextUuid());
        var movement = new Movement(Kind.TOP_UP, id, amount, world.now());
        var entry = database.write("top up wallet", session -> TopUps.pay(session, user, movement));
        return Response.json(201, view(entry));
    }

    private static TopUpView view(WalletEntry entry) {
        var movement = entry.movement();
        return new TopUpView(
                movement.reference(),
                entry.user(),
                movement.amount(),
                entry.balance(),
                movement.at());
    }

    private Response reserve(Request request) {
        var order = orderId(request);
        var body = request.json(CreditReservation.class);
        var asked = new ReserveCredit(order, body.user(), body.amountCents());
        var at = world.now();
        var credit = write("reserve credit", session -> CreditDesk.reserve(session, asked, at));
        var refusal = OrderCredit.refusal(credit);
        return Response.json(200, new ReservationAnswer(refusal.isEmpty(), refusal));
    }

    private Response release(Request request) {
        var order = orderId(request);
        var at = world.now();
        write("release credit", session -> CreditDesk.release(session, order, at));
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

    private static UserId userId(Request request) {
        return new UserId(PathIds.uuid(request, "id"));
    }

    private static OrderId orderId(Request request) {
        return new OrderId(PathIds.uuid(request, "order"));
    }
}
