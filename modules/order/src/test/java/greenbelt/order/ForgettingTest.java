package greenbelt.order;

import static greenbelt.order.OrderTown.ADA;
import static greenbelt.order.OrderTown.twoLamps;
import static greenbelt.order.OrderTown.twoLampsTo;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Finding;
import greenbelt.contract.Mode;
import greenbelt.contract.OrderStatus;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.http.Body;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where an order is delivered to")
class ForgettingTest {
    private static final DeliveryAddress HOME =
            new DeliveryAddress("Ada Lovelace", "Mill Lane 12", "4050-123", "Porto", "Portugal");
    private static final DeliveryAddress ELSEWHERE =
            new DeliveryAddress("Ada Lovelace", "Havnegyden 3", "8200", "Aarhus", "Denmark");

    private final OrderTown town =
            new OrderTown(7, Policy.SOUND.withSnapshots(new SnapshotPolicy.Every(1)));

    @AfterEach
    void nothingFailedUnseen() {
        assertThat(town.world.failures()).isEmpty();
        assertThat(town.check()).allMatch(Finding::holds);
        town.close();
    }

    private List<OrderView> listed() {
        return town.call(Request.get("/orders")).json(OrderPage.class).orders();
    }

    @Test
    @DisplayName("is shown with the order, and in the list of orders")
    void shown() {
        var placed = town.place(twoLampsTo(HOME)).json(OrderView.class);

        assertThat(placed.deliverTo()).contains(HOME);
        assertThat(town.order("order-1").deliverTo()).contains(HOME);
        assertThat(listed()).extracting(OrderView::deliverTo).containsExactly(Optional.of(HOME));
    }

    @Test
    @DisplayName("need not be said")
    void optional() {
        town.place(twoLamps());

        assertThat(town.order("order-1").deliverTo()).isEmpty();
        assertThat(listed()).extracting(OrderView::deliverTo).containsExactly(Optional.empty());
    }

    @Test
    @DisplayName("is refused when a part is missing or bad, without repeating what was said")
    void refused() {
        var twoLinesOfName =
                """
                {"user":"%s","lines":[{"sku":"LAMP","quantity":1}],"deliverTo":
                {"recipient":"Ada\\nLovelace","street":"x","postalCode":"1","city":"c","country":"d"}}\
                """
                        .formatted(ADA);

        var answer =
                town.call(Request.post("/orders", twoLamps()).withBody(Body.text(twoLinesOfName)));

        assertThat(answer.status()).isEqualTo(400);
        var problem = Problem.from(answer);
        assertThat(problem.toResponse().text())
                .contains("deliverTo.recipient")
                .contains("1 to 100 characters")
                .doesNotContain("Lovelace");
    }

    @Test
    @DisplayName("is sealed in the log, for this order and no other")
    void sealedInTheLog() {
        town.place(twoLampsTo(HOME));
        town.place(twoLampsTo(HOME));

        assertThat(town.log())
                .filteredOn(event -> event.type().equals("OrderPlaced"))
                .hasSize(2)
                .allSatisfy(event ->
                        assertThat(event.data())
                                .contains("\"deliverTo\":{\"key\":")
                                .doesNotContain("Lovelace", "Mill Lane", "4050", "Porto"))
                .extracting(event -> event.data().replaceFirst(".*\"text\":", ""))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("is sealed in a snapshot as it is in the log, and forgotten there as well")
    void sealedInSnapshots() {
        var order = town.place(twoLampsTo(HOME)).json(OrderView.class);

        assertThat(town.snapshot(order.id()).data())
                .contains("deliverTo")
                .doesNotContain("Lovelace", "Mill Lane", "4050", "Porto");
        town.forget(ADA);
        town.crash();
        town.start();
        assertThat(town.order("order-1").deliverTo()).contains(DeliveryAddress.FORGOTTEN);
    }

    @Test
    @DisplayName("is part of what makes a request the same under an idempotency key")
    void idempotency() {
        var request = Request.post("/orders", twoLampsTo(HOME)).with("idempotency-key", "k1");
        var first = town.call(request).json(OrderView.class);

        assertThat(town.call(request).json(OrderView.class)).isEqualTo(first);
        var other = Request.post("/orders", twoLampsTo(ELSEWHERE)).with("idempotency-key", "k1");
        assertThat(town.call(other).status()).isEqualTo(422);
        var none = Request.post("/orders", twoLamps()).with("idempotency-key", "k1");
        assertThat(town.call(none).status()).isEqualTo(422);
        town.forget(ADA);
        assertThat(town.call(request).json(OrderView.class).id()).isEqualTo(first.id());
    }

    @Test
    @DisplayName("is forgotten with the user: nobody can read it, and the log keeps its bytes")
    void forgotten() {
        town.place(twoLampsTo(HOME));
        var log = town.log();
        assertThat(town.dump()).anyMatch(row -> row.contains("Mill Lane"));

        town.forget(ADA);

        assertThat(town.log()).isEqualTo(log);
        assertThat(town.order("order-1").deliverTo()).contains(DeliveryAddress.FORGOTTEN);
        assertThat(listed())
                .extracting(OrderView::deliverTo)
                .containsExactly(Optional.of(DeliveryAddress.FORGOTTEN));
        assertThat(town.dump())
                .noneMatch(row -> row.contains("Lovelace") || row.contains("Mill Lane"))
                .anyMatch(row -> row.startsWith("order_list_v1: ") && row.contains("(forgotten)"));
    }

    @Test
    @DisplayName("stays forgotten when the service is told again, or starts anew")
    void forgottenForGood() {
        town.place(twoLampsTo(HOME));
        town.forget(ADA);
        town.forget(ADA);

        town.crash();
        town.start();

        assertThat(town.order("order-1").deliverTo()).contains(DeliveryAddress.FORGOTTEN);
    }

    @Test
    @DisplayName("is not in a read model that is made from the events again")
    void rebuilt() {
        town.place(twoLampsTo(HOME));
        town.forget(ADA);
        town.crash();

        town.forgetReadModel();
        town.start();

        assertThat(listed())
                .extracting(OrderView::deliverTo)
                .containsExactly(Optional.of(DeliveryAddress.FORGOTTEN));
    }

    @Test
    @DisplayName(
            "is in a read model that is made again as long as nobody has asked to be forgotten")
    void rebuiltBefore() {
        town.place(twoLampsTo(HOME));
        town.crash();

        town.forgetReadModel();
        town.start();

        assertThat(listed()).extracting(OrderView::deliverTo).containsExactly(Optional.of(HOME));
    }

    @Test
    @DisplayName("is forgotten also when the service was down while the user asked for it")
    void whileDown() {
        town.place(twoLampsTo(HOME));
        town.crash();

        town.forget(ADA);
        town.start();
        town.advance(Duration.ofMinutes(1));

        assertThat(town.order("order-1").deliverTo()).contains(DeliveryAddress.FORGOTTEN);
        assertThat(town.dump()).noneMatch(row -> row.contains("Mill Lane"));
    }

    @Test
    @DisplayName("does not hold up an order under way: it goes out, to an address nobody can read")
    void inFlight() {
        town.setModes(Mode.ASYNC, Mode.ASYNC);
        town.place(twoLampsTo(HOME));
        town.forget(ADA);

        town.advance(Duration.ofDays(2));

        var order = town.order("order-1");
        assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(order.deliverTo()).contains(DeliveryAddress.FORGOTTEN);
    }

    @Test
    @DisplayName("is not taken from somebody who was forgotten, who cannot order any more")
    void noMoreOrders() {
        town.forget(ADA);

        assertThat(town.place(twoLampsTo(HOME)).status()).isEqualTo(422);
        assertThat(town.place(twoLamps()).status()).isEqualTo(422);
        assertThat(town.log()).isEmpty();
    }
}
