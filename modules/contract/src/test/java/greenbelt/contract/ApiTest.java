package greenbelt.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.NewUser;
import greenbelt.contract.Api.Receipt;
import greenbelt.contract.Api.StockReservation;
import greenbelt.contract.Api.TopUp;
import greenbelt.contract.Api.UserPatch;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A body of the HTTP API")
class ApiTest {
    private static final String USER =
            """
            {"handle":"%s","name":"%s","email":"%s","password":"%s"}\
            """;

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused with what was expected and what was found")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    A     | Ada Lovelace | ada@example.org | long enough | handle must be 2 to 32
                    ada   | ''           | ada@example.org | long enough | name must be 1 to 100
                    ada   | Ada Lovelace | ada             | long enough | email must be NAME@HOST
                    ada   | Ada Lovelace | ada@example.org | short       | password must have 8 to 200 characters, was 5
                    """)
    void refusesBadUsers(
            String handle, String name, String email, String password, String complaint) {
        assertThatThrownBy(() ->
                        Json.read(USER.formatted(handle, name, email, password), NewUser.class))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("has amounts and quantities within bounds")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0         | amountCents must be 1 to 100000000, was 0
                    -5        | amountCents must be 1 to 100000000, was -5
                    100000001 | amountCents must be 1 to 100000000, was 100000001
                    """)
    void refusesBadAmounts(long cents, String complaint) {
        assertThatThrownBy(() -> new TopUp(new Money(cents))).hasMessage(complaint);
    }

    @Test
    @DisplayName("with a delivery address is refused where a part is bad, without repeating it")
    void refusesBadAddresses() {
        var order =
                """
                {"user":"00000000-0000-0000-0000-000000000001","lines":[{"sku":"LAMP","quantity":1}],
                "deliverTo":{"recipient":"Ada","street":"%s","postalCode":"1","city":"C","country":"D"}}\
                """
                        .formatted("Mill Lane ".repeat(11));

        assertThatThrownBy(() -> Json.read(order, NewOrder.class))
                .isInstanceOf(JsonRejected.class)
                .hasMessage(
                        "deliverTo: street must be 1 to 100 characters, not all blank,"
                                + " no control characters, was one of 110");
        assertThat(new DeliveryAddress("Ada", "Mill Lane 12", "1", "Galway", "Ireland"))
                .hasToString("DeliveryAddress[not shown]");
    }

    @Test
    @DisplayName("names each item once")
    void refusesDoubleItems() {
        var body =
                """
                {"lines":[{"sku":"TENT-1","quantity":1},{"sku":"TENT-1","quantity":2}]}\
                """;
        assertThatThrownBy(() -> Json.read(body, StockReservation.class))
                .hasMessageContaining("lines must name each item once, was [TENT-1, TENT-1]");
    }

    @Test
    @DisplayName("does not send a long text back whole")
    void abbreviates() {
        assertThatThrownBy(() -> new Sku("x".repeat(100_000)))
                .message()
                .hasSizeLessThan(200)
                .endsWith("(100000 characters)");
    }

    @Test
    @DisplayName("may leave out what is optional")
    void readsOptional() {
        assertThat(Json.read("{}", UserPatch.class).name()).isEmpty();
        assertThat(Json.read("{\"quantity\":3}", Receipt.class)).isEqualTo(new Receipt(3));
    }

    @Test
    @DisplayName("never shows a password")
    void hidesPasswords() {
        var user = Json.read(USER.formatted("ada", "Ada", "a@b", "long enough"), NewUser.class);
        assertThat(user.toString()).doesNotContain("long enough");
    }
}
