package greenbelt.order;

import static greenbelt.contract.OrderStatus.CANCELLED;
import static greenbelt.contract.OrderStatus.CONFIRMED;
import static greenbelt.contract.OrderStatus.PENDING;
import static greenbelt.contract.OrderStatus.REJECTED;
import static greenbelt.contract.OrderStatus.SHIPPED;
import static greenbelt.order.OrderTown.twoLamps;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Mode;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While something fails, the order service")
class OrderFaultsTest {
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final OrderTown town = new OrderTown(7);

    @AfterEach
    void end() {
        town.close();
    }

    @Test
    @DisplayName("rings the other timers, and the same one later, when one cannot be rung")
    void oneTimerFails() {
        town.userIsAway();
        town.place(twoLamps());
        town.place(twoLamps());
        town.startUserAgain();

        town.events().fail("read stream", 1);
        town.advance(Timeouts.DEFAULT.answer().plus(A_MOMENT));
        assertThat(town.order("order-1").status()).isEqualTo(PENDING);
        assertThat(town.order("order-2").status()).isEqualTo(REJECTED);

        town.advance(Timeouts.DEFAULT.answer().plus(A_MOMENT));
        assertThat(town.order("order-1").status()).isEqualTo(REJECTED);
        assertThat(town.world.failureCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("goes on ringing when its timers can be read again, and rests in between")
    void timersCannotBeRead() {
        town.userIsAway();
        town.place(twoLamps());
        town.startUserAgain();

        town.database().fail("claim due timers", 3);
        town.advance(Timeouts.DEFAULT.answer().plus(A_MOMENT));

        assertThat(town.order("order-1").status()).isEqualTo(REJECTED);
        assertThat(town.world.failureCount()).isEqualTo(3);
    }

    @Test
    @DisplayName("rings a bounded number of timers at once")
    void ringsSideBySide() {
        int orders = Timers.MAX_AT_ONCE + 3;
        for (int i = 0; i < orders; i++) {
            town.place(twoLamps());
        }
        var shipping = new ArrayList<Integer>();
        int[] now = {0};
        town.inventoryShips(() -> {
            shipping.add(++now[0]);
            town.world.sleep(Duration.ofSeconds(1));
            now[0]--;
            return Response.of(204);
        });

        town.advance(Timeouts.DEFAULT.shipping().plusMinutes(1));

        assertThat(IntStream.rangeClosed(1, orders))
                .allSatisfy(number ->
                        assertThat(town.order("order-" + number).status()).isEqualTo(SHIPPED));
        assertThat(shipping).contains(Timers.MAX_AT_ONCE).allMatch(n -> n <= Timers.MAX_AT_ONCE);
    }

    @Test
    @DisplayName("asks a service that stays away more and more rarely, and is done when it is back")
    void backsOff() {
        town.place(twoLamps());
        town.inventoryIsAway();
        town.advance(Timeouts.DEFAULT.shipping().plusHours(24));

        assertThat(town.history("order-1").stream().filter("ShipmentRequested"::equals))
                .hasSizeBetween(24, 40);

        town.startInventory();
        town.advance(Duration.ofHours(1).plus(A_MOMENT));
        assertThat(town.order("order-1").status()).isEqualTo(SHIPPED);
    }

    @Test
    @DisplayName("gives credit back while the inventory service does not answer")
    void releasesAreIndependent() {
        town.place(twoLamps());
        town.inventoryIsAway();

        var response = town.call(Request.of(Method.DELETE, "/orders/order-1"));

        assertThat(response.status()).isEqualTo(202);
        assertThat(town.history("order-1"))
                .contains("CreditReleased")
                .doesNotContain("StockReleased");
        town.startInventory();
        town.advance(Timeouts.DEFAULT.answer().plus(A_MOMENT));
        assertThat(town.order("order-1").status()).isEqualTo(CANCELLED);
    }

    @Test
    @DisplayName(
            "leaves an order standing, and reports it, when a service refuses what it is asked")
    void refusedRequest() {
        town.userAnswers(Response.of(404));

        var response = town.place(twoLamps());

        assertThat(response.status()).isEqualTo(202);
        assertThat(response.json(OrderView.class).status()).isEqualTo(PENDING);
        assertThat(town.world.failures())
                .singleElement()
                .extracting(failure -> failure.cause().getMessage())
                .asString()
                .startsWith("expected the user service to carry out PUT /credit-reservations/")
                .contains("it answered 404");
    }

    @Test
    @DisplayName("drives the others on after a restart when one cannot be driven")
    void recoveryGoesOn() {
        town.userIsAway();
        town.place(twoLamps());
        town.place(twoLamps());
        town.crash();
        town.startUserAgain();

        town.start(1);

        assertThat(List.of(town.order("order-1").status(), town.order("order-2").status()))
                .containsExactlyInAnyOrder(CONFIRMED, PENDING);
        assertThat(town.world.failureCount()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "asks again by the bus when its checkpoint is beyond the log, so that nothing is lost")
    void checkpointBeyondTheLog() {
        town.setModes(Mode.ASYNC, Mode.ASYNC);
        town.checkpoint("command-relay", 99_999);
        town.crash();
        town.start();

        town.place(twoLamps());
        town.advance(A_MOMENT);

        assertThat(town.order("order-1").status()).isEqualTo(CONFIRMED);
    }
}
