package greenbelt.inventory;

import static greenbelt.inventory.House.LAMP;
import static greenbelt.inventory.House.TENT;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.ItemPage;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.Receipt;
import greenbelt.contract.Api.ReceiptView;
import greenbelt.contract.Api.ReservationAnswer;
import greenbelt.contract.Api.StockReservation;
import greenbelt.contract.Message.Line;
import greenbelt.http.Body;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The inventory service, asked over HTTP,")
class InventoryApiTest {
    private static final String ORDER = "/stock-reservations/" + new UUID(0, 1);

    private final House house = new House(7);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("lists items by SKU, page by page")
    void lists() {
        var first = house.call(Request.get("/inventory?limit=1")).json(ItemPage.class);
        assertThat(first.items()).extracting(ItemView::sku).containsExactly(LAMP);
        var second =
                house.call(Request.get("/inventory?after=" + first.next().orElseThrow()))
                        .json(ItemPage.class);
        assertThat(second.items()).extracting(ItemView::sku).containsExactly(TENT);
        assertThat(second.next()).isEmpty();
    }

    @Test
    @DisplayName("takes stock in each time it is asked")
    void receives() {
        house.call(receipt(5));
        var second = house.call(receipt(5));
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json(ReceiptView.class).received()).isEqualTo(20);
        assertThat(house.item(LAMP).available()).isEqualTo(20);
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("takes stock in once for an Idempotency-Key, and gives the same answer again")
    void receivesOnce() {
        var request = receipt(5).with("idempotency-key", "delivery-1");
        var first = house.call(request).json(ReceiptView.class);
        house.call(receipt(1));
        assertThat(house.call(request).json(ReceiptView.class)).isEqualTo(first);
        assertThat(house.item(LAMP).received()).isEqualTo(16);
        var other = house.call(receipt(6).with("idempotency-key", "delivery-1"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(Problem.from(other).isA("idempotency-key-reused")).isTrue();
    }

    @Test
    @DisplayName("refuses more than the house can hold")
    void refusesTooMuch() {
        house.tamper("update items set available = 999999990, received = 999999990");
        assertThat(house.call(receipt(10)).status()).isEqualTo(201);
        var refused = house.call(receipt(1));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(Problem.from(refused).detail()).contains("more than the house can hold");
    }

    @Test
    @DisplayName("reserves, ships, and will not take back what was shipped")
    void reservesAndShips() {
        assertThat(reserve(2)).isEqualTo(new ReservationAnswer(true, Optional.empty()));
        assertThat(reserve(2)).isEqualTo(new ReservationAnswer(true, Optional.empty()));
        assertThat(status(Request.of(Method.POST, ORDER + "/shipment"))).isEqualTo(204);
        assertThat(status(Request.of(Method.POST, ORDER + "/shipment"))).isEqualTo(204);
        assertThat(status(Request.of(Method.DELETE, ORDER))).isEqualTo(409);
        assertThat(house.item(LAMP).shipped()).isEqualTo(2);
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("releases, and will not reserve or ship what was released")
    void releases() {
        reserve(2);
        assertThat(status(Request.of(Method.DELETE, ORDER))).isEqualTo(204);
        assertThat(status(Request.of(Method.DELETE, ORDER))).isEqualTo(204);
        assertThat(reserve(2).reason()).contains("the order's stock was released already");
        assertThat(status(Request.of(Method.POST, ORDER + "/shipment"))).isEqualTo(409);
        assertThat(house.item(LAMP).available()).isEqualTo(10);
        assertThat(house.violations()).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @DisplayName("says what was expected and what was found, and writes nothing")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    POST | /inventory/LAMP-1/receipts  | {"quantity":        | 400 | expected
                    POST | /inventory/LAMP-1/receipts  | {"quantity":0}      | 400 | quantity must be 1 to 1000000, was 0
                    POST | /inventory/LAMP-1/receipts  | {"quantity":-1}     | 400 | quantity must be 1 to 1000000, was -1
                    POST | /inventory/LAMP-1/receipts  | {"quantity":1000001} | 400 | quantity must be 1 to 1000000, was 1000001
                    POST | /inventory/LAMP-1/receipts  | {"quantity":9999999999999} | 400 | quantity
                    POST | /inventory/LAMP-1/receipts  | {"quantity":1,"price":2} | 400 | price
                    POST | /inventory/LAMP-9/receipts  | {"quantity":1}      | 404 | There is no item LAMP-9
                    POST | /inventory/LAMP%20/receipts | {"quantity":1}      | 400 | SKU
                    GET  | /inventory/LAMP-9           | -                   | 404 | There is no item LAMP-9
                    GET  | /inventory?limit=many       | -                   | 400 | limit
                    PUT  | /stock-reservations/1       | {"lines":[]}        | 400 | UUID
                    PUT  | ORDER                       | {"lines":[]}        | 400 | lines must be 1 to 100, was 0
                    PUT  | ORDER                       | {"lines":[{"sku":"LAMP-1","quantity":0}]} | 400 | quantity must be 1 to 1000, was 0
                    PUT  | ORDER                       | {"lines":[{"sku":"LAMP-1","quantity":1001}]} | 400 | quantity must be 1 to 1000, was 1001
                    PUT  | ORDER                       | {"lines":[{"sku":"LAMP-1","quantity":1},{"sku":"LAMP-1","quantity":1}]} | 400 | each item once
                    PUT  | ORDER                       | {"lines":[{"sku":"LAMP 1","quantity":1}]} | 400 | SKU
                    POST | ORDER/shipment              | -                   | 409 | no stock set aside
                    """)
    void refuses(Method method, String path, String body, int status, String words) {
        var before = house.call(Request.get("/inventory")).text();
        var request = Request.of(method, path.replace("ORDER", ORDER));
        if (!body.equals("-")) {
            request = request.with("content-type", "application/json").withBody(Body.text(body));
        }
        var response = house.call(request);
        assertThat(response.status()).isEqualTo(status);
        assertThat(Problem.from(response).detail()).contains(words);
        assertThat(house.call(Request.get("/inventory")).text()).isEqualTo(before);
        assertThat(reserve(1).reserved()).isTrue();
        assertThat(house.world.failures()).isEmpty();
    }

    private ReservationAnswer reserve(int lamps) {
        var body = new StockReservation(List.of(new Line(LAMP, lamps)));
        return house.call(Request.of(Method.PUT, ORDER).withJson(body))
                .json(ReservationAnswer.class);
    }

    private int status(Request request) {
        return house.call(request).status();
    }

    private static Request receipt(int quantity) {
        return Request.post("/inventory/" + LAMP + "/receipts", new Receipt(quantity));
    }
}
