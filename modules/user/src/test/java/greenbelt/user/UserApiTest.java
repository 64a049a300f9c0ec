package greenbelt.user;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.CreditReservation;
import greenbelt.contract.Api.NewUser;
import greenbelt.contract.Api.ReservationAnswer;
import greenbelt.contract.Api.TopUp;
import greenbelt.contract.Api.TopUpView;
import greenbelt.contract.Api.UserPage;
import greenbelt.contract.Api.UserPatch;
import greenbelt.contract.Api.UserView;
import greenbelt.contract.Message.UserClosed;
import greenbelt.contract.Message.UserForgotten;
import greenbelt.contract.Message.UsersRegistered;
import greenbelt.contract.Money;
import greenbelt.contract.UserId;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The user service, asked over HTTP,")
class UserApiTest {
    private static final String ORDER = "/credit-reservations/" + new UUID(0, 1);
    private static final NewUser ALAN =
            new NewUser(
                    "alan",
                    "Alan Turing",
                    "Alan@Example.org",
                    "enigma machine",
                    Optional.of(new Money(700)));

    private final House house = new House(7);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("lists users by handle, page by page")
    void lists() {
        var first = house.call(Request.get("/users?limit=1")).json(UserPage.class);
        assertThat(first.users()).extracting(UserView::handle).containsExactly("ada");
        assertThat(first.next()).contains("ada");
        var second = house.call(Request.get("/users?limit=1&after=ada")).json(UserPage.class);
        assertThat(second.users()).extracting(UserView::handle).containsExactly("grace");
        assertThat(second.next()).isEmpty();
    }

    @Test
    @DisplayName("registers a user with opening credit, and tells everybody")
    void registers() {
        var response = house.call(Request.post("/users", ALAN));
        assertThat(response.status()).isEqualTo(201);
        var alan = response.json(UserView.class);
        assertThat(response.headers().first("location")).contains("/users/" + alan.id());
        assertThat(alan)
                .isEqualTo(
                        new UserView(
                                alan.id(),
                                "alan",
                                "Alan Turing",
                                "alan@example.org",
                                new Money(700)));
        assertThat(house.said()).contains(new UsersRegistered(List.of(alan.id())));
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("refuses a handle and an e-mail address that somebody has")
    void refusesTakenNames() {
        house.call(Request.post("/users", ALAN));
        assertThat(problem(409, Request.post("/users", ALAN)).detail())
                .isEqualTo("Somebody has this handle already.");
        var other = new NewUser("alan-2", "Alan", "ALAN@example.org", "12345678", Optional.empty());
        assertThat(problem(409, Request.post("/users", other)).detail())
                .isEqualTo("Somebody has this email already.");
    }

    @Test
    @DisplayName("changes what is given, and leaves the rest")
    void changes() {
        var grace = house.user("grace");
        var patch = new UserPatch(Optional.of("Rear Admiral Hopper"), Optional.empty());
        var changed =
                house.call(Request.of(Method.PATCH, "/users/" + grace).withJson(patch))
                        .json(UserView.class);
        assertThat(changed.name()).isEqualTo("Rear Admiral Hopper");
        assertThat(changed.email()).isEqualTo("grace@example.org");
        assertThat(house.call(Request.get("/users/" + grace)).json(UserView.class))
                .isEqualTo(changed);
    }

    @Test
    @DisplayName(
            "closes a user: gone from the list, cannot sign in, cannot pay; the name stays taken")
    void closes() {
        var grace = house.user("grace");
        assertThat(house.call(Request.of(Method.DELETE, "/users/" + grace)).status())
                .isEqualTo(204);
        assertThat(house.said()).contains(new UserClosed(grace));
        problem(404, Request.get("/users/" + grace));
        problem(404, Request.of(Method.DELETE, "/users/" + grace));
        problem(404, topUp(grace, 5));
        assertThat(house.call(Request.get("/users")).json(UserPage.class).users()).hasSize(1);
        assertThat(reserve(grace, 1).reason()).contains("user " + grace + " is not known");
        problem(409, Request.post("/users", like("grace")));
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName(
            "forgets a user: erases all that is personal, keeps the ledger, and tells the others once")
    void forgets() {
        var grace = house.user("grace");
        var forget = Request.of(Method.DELETE, "/users/" + grace + "/personal-data");
        reserve(grace, 300);

        assertThat(house.call(forget).status()).isEqualTo(204);
        assertThat(house.call(forget).status()).isEqualTo(204);

        assertThat(house.said()).containsOnlyOnce(new UserForgotten(grace));
        assertThat(house.dump()).noneMatch(line -> line.toLowerCase(ROOT).contains("grace"));
        problem(404, Request.get("/users/" + grace));
        assertThat(house.call(Request.get("/users")).json(UserPage.class).users()).hasSize(1);
        assertThat(house.call(Request.of(Method.DELETE, ORDER)).status()).isEqualTo(204);
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("forgets a user who was closed before, and lets somebody else have the name")
    void forgetsTheClosed() {
        var grace = house.user("grace");
        house.call(Request.of(Method.DELETE, "/users/" + grace));

        var answer = house.call(Request.of(Method.DELETE, "/users/" + grace + "/personal-data"));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(house.said()).contains(new UserForgotten(grace));
        assertThat(house.call(Request.post("/users", like("grace"))).status()).isEqualTo(201);
        problem(404, Request.of(Method.DELETE, "/users/" + new UUID(9, 9) + "/personal-data"));
    }

    @Test
    @DisplayName("gives credit back to a user who was closed meanwhile")
    void releasesToClosedUsers() {
        var grace = house.user("grace");
        reserve(grace, 300);
        house.call(Request.of(Method.DELETE, "/users/" + grace));
        assertThat(house.call(Request.of(Method.DELETE, ORDER)).status()).isEqualTo(204);
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("tops up a wallet each time it is asked")
    void topsUp() {
        var grace = house.user("grace");
        house.call(topUp(grace, 100));
        var second = house.call(topUp(grace, 100));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json(TopUpView.class).balanceCents()).isEqualTo(new Money(700));
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("tops up once for an Idempotency-Key, and gives the same answer again")
    void topsUpOnce() {
        var grace = house.user("grace");
        var request = topUp(grace, 100).with("idempotency-key", "payday");
        var first = house.call(request).json(TopUpView.class);
        house.call(topUp(grace, 5));
        var again = house.call(request);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json(TopUpView.class)).isEqualTo(first);
        assertThat(house.balance(grace)).isEqualTo(new Money(605));
    }

    @Test
    @DisplayName(
            "refuses an Idempotency-Key that came with another amount, and takes it from another user")
    void refusesReusedKeys() {
        var grace = house.user("grace");
        house.call(topUp(grace, 100).with("idempotency-key", "payday"));
        var refused = problem(422, topUp(grace, 101).with("idempotency-key", "payday"));
        assertThat(refused.isA("idempotency-key-reused")).isTrue();
        var ada = house.user("ada");
        assertThat(house.call(topUp(ada, 101).with("idempotency-key", "payday")).status())
                .isEqualTo(201);
        assertThat(house.balance(grace)).isEqualTo(new Money(600));
    }

    @Test
    @DisplayName("reserves credit for an order once, however often it is asked")
    void reserves() {
        var grace = house.user("grace");
        assertThat(reserve(grace, 300)).isEqualTo(new ReservationAnswer(true, Optional.empty()));
        assertThat(reserve(grace, 300)).isEqualTo(new ReservationAnswer(true, Optional.empty()));
        assertThat(house.balance(grace)).isEqualTo(new Money(200));
        var body = new CreditReservation(grace, new Money(1));
        problem(409, Request.of(Method.PUT, ORDER).withJson(body));
        house.call(Request.of(Method.DELETE, ORDER));
        house.call(Request.of(Method.DELETE, ORDER));
        assertThat(house.balance(grace)).isEqualTo(new Money(500));
        assertThat(reserve(grace, 300).reserved()).isFalse();
        assertThat(house.violations()).isEmpty();
    }

    private ReservationAnswer reserve(UserId user, long cents) {
        var body = new CreditReservation(user, new Money(cents));
        return house.call(Request.of(Method.PUT, ORDER).withJson(body))
                .json(ReservationAnswer.class);
    }

    private static NewUser like(String handle) {
        return new NewUser(handle, "Somebody", "new@example.org", "12345678", Optional.empty());
    }

    private static Request topUp(UserId user, long cents) {
        var body = new TopUp(new Money(cents));
        return Request.post("/users/" + user + "/wallet/top-ups", body);
    }

    private Problem problem(int status, Request request) {
        Response response = house.call(request);
        assertThat(response.status()).isEqualTo(status);
        return Problem.from(response);
    }
}
