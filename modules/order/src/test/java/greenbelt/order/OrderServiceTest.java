package greenbelt.order;

import static greenbelt.contract.Mode.ASYNC;
import static greenbelt.contract.Mode.SYNC;
import static greenbelt.contract.OrderStatus.CANCELLED;
import static greenbelt.contract.OrderStatus.CONFIRMED;
import static greenbelt.contract.OrderStatus.PENDING;
import static greenbelt.contract.OrderStatus.REJECTED;
import static greenbelt.contract.OrderStatus.SHIPPED;
import static greenbelt.order.OrderTown.twoLamps;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Api.ReservationAnswer;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The order service")
class OrderServiceTest {
    private final OrderTown town = new OrderTown(7);

    @AfterEach
    void nothingFailedUnseen() {
        assertThat(town.world.failures()).isEmpty();
        town.close();
    }

    @Test
    @DisplayName("answers 201 with the confirmed order when both edges are synchronous")
    void bothSync() {
        var response = town.place(twoLamps());

        assertThat(response.status()).isEqualTo(201);
        var order = response.json(OrderView.class);
        assertThat(response.headers().first("location")).contains("/orders/" + order.id());
        assertThat(order.number()).isEqualTo("order-1");
        assertThat(order.status()).isEqualTo(CONFIRMED);
        assertThat(order.totalCents()).isEqualTo(new Money(2_500));
    }

    @ParameterizedTest(name = "order→user {0}, order→inventory {1}")
    @CsvSource({"SYNC, ASYNC", "ASYNC, SYNC", "ASYNC, ASYNC"})
    @DisplayName("answers 202 otherwise, and confirms the order later")
    void anyAsync(greenbelt.contract.Mode toUser, greenbelt.contract.Mode toInventory) {
        town.setModes(toUser, toInventory);

        var response = town.place(twoLamps());

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.json(OrderView.class).status()).isEqualTo(PENDING);
        assertThat(town.order("order-1").status()).isEqualTo(CONFIRMED);
    }

    @Test
    @DisplayName("answers 201 with the rejected order when credit is refused")
    void refused() {
        town.userAnswers(
                Response.json(200, new ReservationAnswer(false, Optional.of("too little credit"))));

        var response = town.place(twoLamps());

        assertThat(response.status()).isEqualTo(201);
        var order = response.json(OrderView.class);
        assertThat(order.status()).isEqualTo(REJECTED);
        assertThat(order.reason()).contains("too little credit");
    }

    @Test
    @DisplayName("places one order for one idempotency key, and refuses the key for another")
    void idempotencyKey() {
        var request = Request.post("/orders", twoLamps()).with("idempotency-key", "k1");
        var first = town.call(request).json(OrderView.class);
        var again = town.call(request).json(OrderView.class);
        var other =
                town.call(
                        Request.post(
                                        "/orders",
                                        new NewOrder(
                                                OrderTown.ADA,
                                                List.of(new Line(OrderTown.CHAIR, 1))))
                                .with("idempotency-key", "k1"));

        assertThat(again).isEqualTo(first);
        assertThat(other.status()).isEqualTo(422);
        assertThat(town.call(Request.get("/orders")).json(OrderPage.class).orders()).hasSize(1);
    }

    @Test
    @DisplayName(
            "keeps one sender's idempotency keys apart from another's, whatever user a body names")
    void idempotencyKeysBelongToTheSender() {
        var request = Request.post("/orders", twoLamps()).with("idempotency-key", "k1");
        var nobody = new UserId(new UUID(9, 9));
        var forNobody =
                Request.post("/orders", new NewOrder(nobody, twoLamps().lines()))
                        .with("idempotency-key", "k1");

        var adas = town.call(request.with("x-greenbelt-user", "ada")).json(OrderView.class);
        var eves = town.call(request.with("x-greenbelt-user", "eve")).json(OrderView.class);
        var reused = town.call(forNobody.with("x-greenbelt-user", "ada"));

        assertThat(eves.id()).isNotEqualTo(adas.id());
        assertThat(reused.status()).isEqualTo(422);
        assertThat(Problem.from(reused).isA("idempotency-key-reused")).isTrue();
    }

    @Test
    @DisplayName("refuses unknown users and items with nothing written, in every mode")
    void unknownThings() {
        town.setModes(ASYNC, ASYNC);
        var nobody = new UserId(new UUID(9, 9));

        var stranger = town.place(new NewOrder(nobody, twoLamps().lines()));
        var nothing =
                town.place(new NewOrder(OrderTown.ADA, List.of(new Line(new Sku("UNICORN"), 1))));

        assertThat(stranger.status()).isEqualTo(422);
        assertThat(Problem.from(stranger).isA("unknown-user")).isTrue();
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(Problem.from(nothing).isA("unknown-item")).isTrue();
        assertThat(town.call(Request.get("/orders")).json(OrderPage.class).orders()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON | {\"user\": ",
                "an empty body | ''",
                "a list | []",
                "an unknown field | {\"user\":\"00000000-0000-0000-0000-000000000001\",\"lines\":[],\"gift\":true}",
                "no lines | {\"user\":\"00000000-0000-0000-0000-000000000001\",\"lines\":[]}",
                "a missing field | {\"lines\":[{\"sku\":\"LAMP\",\"quantity\":1}]}",
                "quantity 0 | {\"user\":\"00000000-0000-0000-0000-000000000001\",\"lines\":[{\"sku\":\"LAMP\",\"quantity\":0}]}",
                "a negative quantity | {\"user\":\"00000000-0000-0000-0000-000000000001\",\"lines\":[{\"sku\":\"LAMP\",\"quantity\":-1}]}",
                "a huge quantity | {\"user\":\"00000000-0000-0000-0000-000000000001\",\"lines\":[{\"sku\":\"LAMP\",\"quantity\":99999999999}]}",
                "a quantity in words | {\"user\":\"00000000-0000-0000-0000-000000000001\",\"lines\":[{\"sku\":\"LAMP\",\"quantity\":\"two\"}]}",
                "half a piece | {\"user\":\"00000000-0000-0000-0000-000000000001\",\"lines\":[{\"sku\":\"LAMP\",\"quantity\":0.5}]}",
                "a user that is no id | {\"user\":\"ada\",\"lines\":[{\"sku\":\"LAMP\",\"quantity\":1}]}",
                "an item twice | {\"user\":\"00000000-0000-0000-0000-000000000001\",\"lines\":[{\"sku\":\"LAMP\",\"quantity\":1},{\"sku\":\"LAMP\",\"quantity\":1}]}"
            })
    @DisplayName("refuses a body that makes no sense, with nothing written")
    void badBodies(String what, String body) {
        var response =
                town.call(
                        Request.of(Method.POST, "/orders")
                                .with("content-type", "application/json")
                                .withBody(Body.text(body)));

        assertThat(response.status()).isEqualTo(400);
        var problem = Problem.from(response);
        assertThat(problem.members()).containsKeys("expected", "found");
        assertThat(town.call(Request.get("/orders")).json(OrderPage.class).orders()).isEmpty();
    }

    @Test
    @DisplayName(
            "rejects an order whose credit was not answered in time, and releases what may have been reserved")
    void timeout() {
        town.userIsAway();

        var response = town.place(twoLamps());
        assertThat(response.status()).isEqualTo(202);
        town.startUserAgain();
        town.advance(Timeouts.DEFAULT.answer().plusSeconds(1));

        var order = town.order("order-1");
        assertThat(order.status()).isEqualTo(REJECTED);
        assertThat(order.reason()).contains("the user service did not answer in time");
    }

    @Test
    @DisplayName("finishes an order in the modes it was placed with")
    void switchedInFlight() {
        town.setModes(ASYNC, ASYNC);
        town.userIsAway();
        town.place(twoLamps());
        town.setModes(SYNC, SYNC);
        town.startUserAgain();
        town.advance(Duration.ofSeconds(1));

        assertThat(town.order("order-1").status()).isEqualTo(CONFIRMED);
        assertThat(town.eventTypes("order-1"))
                .containsExactly(
                        "OrderPlaced",
                        "CreditRequested",
                        "CreditReserved",
                        "StockRequested",
                        "StockReserved",
                        "OrderConfirmed");
    }

    @Test
    @DisplayName("gives everything back when a confirmed order is cancelled")
    void cancelled() {
        town.place(twoLamps());

        var response = town.call(Request.of(Method.DELETE, "/orders/order-1"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json(OrderView.class).status()).isEqualTo(CANCELLED);
    }

    @Test
    @DisplayName(
            "ships a confirmed order by a timer that survives a crash; then it cannot be cancelled")
    void ships() {
        town.place(twoLamps());
        town.crash();
        town.start();

        town.advance(Timeouts.DEFAULT.shipping().plusMinutes(1));

        assertThat(town.order("order-1").status()).isEqualTo(SHIPPED);
        var late = town.call(Request.of(Method.DELETE, "/orders/order-1"));
        assertThat(late.status()).isEqualTo(409);
    }

    @Test
    @DisplayName("tells whoever follows an order what happens, until it is settled")
    void events() {
        town.setModes(ASYNC, ASYNC);
        town.place(twoLamps());

        assertThat(town.eventTypes("order-1")).startsWith("OrderPlaced").endsWith("OrderConfirmed");
    }

    @Test
    @DisplayName("tells whoever comes back only what happened after the event that was seen last")
    void eventsAfter() {
        town.place(twoLamps());
        var all = town.eventTypes("order-1");
        var last = Integer.toString(all.size());

        assertThat(town.eventTypes("order-1", "2")).isEqualTo(all.subList(2, all.size()));
        assertThat(town.eventTypes("order-1", last)).isEmpty();
        assertThat(town.eventTypes("order-1", "1000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "1.5", "99999999999999999999"})
    @DisplayName("refuses to go on after an event that cannot be")
    void eventsAfterNonsense(String seen) {
        town.place(twoLamps());

        var response = town.call(Request.get("/orders/order-1/events").with("last-event-id", seen));

        assertThat(response.status()).isEqualTo(400);
        assertThat(Problem.from(response).members()).containsKeys("expected", "found");
    }

    @Test
    @DisplayName("lists orders newest first, in pages")
    void pages() {
        for (int i = 0; i < 3; i++) {
            town.place(twoLamps());
        }

        var first = town.call(Request.get("/orders?limit=2")).json(OrderPage.class);
        var second =
                town.call(Request.get("/orders?limit=2&after=" + first.next().orElseThrow()))
                        .json(OrderPage.class);

        assertThat(first.orders())
                .extracting(OrderView::number)
                .containsExactly("order-3", "order-2");
        assertThat(second.orders()).extracting(OrderView::number).containsExactly("order-1");
        assertThat(second.next()).isEmpty();
    }

    @Test
    @DisplayName("goes on numbering after a restart")
    void numbering() {
        town.place(twoLamps());
        town.crash();
        town.start();
        town.place(twoLamps());

        assertThat(town.order("order-2").status()).isEqualTo(CONFIRMED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/orders?limit=0",
        "/orders?limit=many",
        "/orders?status=LOST",
        "/orders?user=ada",
        "/orders?after=7",
        "/orders?color=red",
        "/orders/ada"
    })
    @DisplayName("says what it expected of a query or path that makes no sense")
    void badQueries(String target) {
        var response = town.call(Request.get(target));

        assertThat(response.status()).isEqualTo(400);
        assertThat(Problem.from(response).members()).containsKeys("expected", "found");
    }

    @Test
    @DisplayName("finds no violation of its invariants after all of this")
    void invariants() {
        town.place(twoLamps());
        town.advance(Duration.ofSeconds(1));

        assertThat(town.check()).allMatch(finding -> finding.holds());
    }
}
