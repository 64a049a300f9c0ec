package greenbelt.order;

import static greenbelt.order.OrderTown.twoLamps;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Finding;
import greenbelt.contract.Money;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Reports.HistoryEntry;
import greenbelt.contract.Reports.ItemSales;
import greenbelt.contract.Reports.OrderDetail;
import greenbelt.contract.Reports.SalesReport;
import greenbelt.contract.Reports.UserHistory;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.projection.Rebuilt;
import greenbelt.projection.Switched;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The read models of the order service")
class ReadModelsTest {
    private static final List<String> NAMES =
            List.of("order-detail", "order-list", "sales", "user-history");

    private final OrderTown town = new OrderTown(11);

    @AfterEach
    void close() {
        town.close();
    }

    private void rebuildAll() {
        for (var name : NAMES) {
            assertThat(town.run(() -> town.projections().rebuild(name)))
                    .isInstanceOf(Rebuilt.Begun.class);
            assertThat(town.run(() -> town.projections().switchOver(name, Duration.ofSeconds(9))))
                    .isInstanceOf(Switched.Done.class);
        }
    }

    private static String token(Response response) {
        return response.headers().first("consistency-token").orElseThrow();
    }

    @Test
    @DisplayName("show when an order came how far, what was sold, and what befell a user's orders")
    void contents() {
        town.place(twoLamps());
        var day = LocalDate.ofInstant(town.world.now(), ZoneOffset.UTC);
        town.advance(Duration.ofHours(2));

        var detail = town.call(Request.get("/orders/order-1/detail")).json(OrderDetail.class);
        assertThat(detail.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(
                        List.of(
                                detail.creditReservedAt(),
                                detail.stockReservedAt(),
                                detail.confirmedAt(),
                                detail.shippedAt()))
                .allMatch(step -> step.isPresent());
        assertThat(detail.endedAt()).isEmpty();
        assertThat(
                        town.call(Request.get("/sales?sku=LAMP&day=" + day))
                                .json(SalesReport.class)
                                .sales())
                .containsExactly(new ItemSales(day, OrderTown.LAMP, 2, new Money(2_500).cents()));
        assertThat(
                        town.call(Request.get("/users/" + OrderTown.ADA + "/history"))
                                .json(UserHistory.class)
                                .entries())
                .extracting(HistoryEntry::status)
                .containsExactly(OrderStatus.SHIPPED, OrderStatus.CONFIRMED, OrderStatus.PENDING);
    }

    @Test
    @DisplayName("take off what was sold when the order is cancelled")
    void cancelled() {
        town.place(twoLamps());
        town.call(Request.of(Method.DELETE, "/orders/order-1"));

        assertThat(town.call(Request.get("/sales")).json(SalesReport.class).sales())
                .extracting(ItemSales::quantity)
                .containsExactly(0L);
        assertThat(town.check()).allMatch(Finding::holds);
    }

    @Test
    @DisplayName("say the same when they are built anew, and building them rings no timer again")
    void rebuilt() {
        town.place(twoLamps());
        town.advance(Duration.ofHours(2));
        town.place(twoLamps());
        var before = town.history("order-1");
        rebuildAll();
        town.advance(Duration.ofMinutes(30));

        assertThat(town.history("order-1")).isEqualTo(before).containsOnlyOnce("ShipmentRequested");
        assertThat(town.check())
                .allMatch(Finding::holds, "but for an order that is not shipped yet");
        town.advance(Duration.ofHours(1));
        assertThat(town.history("order-2")).containsOnlyOnce("ShipmentRequested");
        assertThat(town.check()).allMatch(Finding::holds);
    }

    @Test
    @DisplayName("are not the timers: those cannot be built anew")
    void timers() {
        assertThat(town.run(() -> town.projections().rebuild("timers")))
                .isEqualTo(new Rebuilt.NotRebuildable("timers"));
    }

    @Test
    @DisplayName("show what was written to whoever brings the token of the answer")
    void readYourWrites() {
        town.database().fail("project", 1); // tried again after a pause, which the read waits out
        var page =
                town.run(() -> {
                    var placed =
                            town.network.call(
                                    "order",
                                    Request.post("/orders", twoLamps()),
                                    Duration.ofMinutes(1));
                    return town.network.call(
                            "order",
                            Request.get("/orders")
                                    .with("consistency-token", token(placed))
                                    .with("prefer", "respond-async, wait=5"),
                            Duration.ofMinutes(1));
                });

        assertThat(page.headers().first("preference-applied")).contains("wait=5");
        assertThat(page.json(OrderPage.class).orders()).hasSize(1);
    }

    @Test
    @DisplayName("answer 503 and name the projection when what was written does not show in time")
    void stuck() {
        town.database().fail("project", 1_000);
        var placed = town.place(twoLamps());
        var answer =
                town.call(
                        Request.get("/orders")
                                .with("consistency-token", token(placed))
                                .with("prefer", "wait=2"));

        assertThat(answer.status()).isEqualTo(503);
        var problem = Problem.from(answer);
        assertThat(problem.isA("read-model-behind")).isTrue();
        assertThat(problem.detail())
                .startsWith(
                        "What was written does not show yet, after 2 s: order-list stands at 0: event 1: ");
    }

    @Test
    @DisplayName("do not deny an order that they do not show yet")
    void notShownYet() {
        town.database().fail("project", 1_000);
        town.place(twoLamps());

        assertThat(town.order("order-1").number()).isEqualTo("order-1");
        var answer = town.call(Request.get("/orders/order-1/detail"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(Problem.from(answer).detail())
                .isEqualTo("It is there, but read model order-detail does not show it.");
        assertThat(town.call(Request.get("/orders/order-2/detail")).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("refuse a token that nobody was given")
    void badToken() {
        for (var token : List.of("soon", "-1", "999999")) {
            var answer = town.call(Request.get("/sales").with("consistency-token", token));
            assertThat(answer.status()).isEqualTo(400);
        }
    }
}
