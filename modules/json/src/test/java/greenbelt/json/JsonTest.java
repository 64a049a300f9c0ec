package greenbelt.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("JSON")
class JsonTest {
    record Sku(String value) {
        Sku {
            if (value.length() != 3) {
                throw new IllegalArgumentException(
                        "a sku must have 3 letters, was \"" + value + "\"");
            }
        }
    }

    record Line(Sku sku, int quantity) {
        Line {
            if (quantity < 1) {
                throw new IllegalArgumentException("quantity must be >= 1, was " + quantity);
            }
        }
    }

    enum Speed {
        SLOW,
        FAST
    }

    record Order(String user, List<Line> lines, Optional<String> note) {}

    record Everything(
            boolean flag,
            long count,
            double ratio,
            BigDecimal exact,
            Instant at,
            Duration lasts,
            UUID id,
            Speed speed,
            OptionalLong limit,
            Map<Sku, Integer> stock,
            JsonValue any) {}

    record TopUp(long cents) {}

    @Test
    @DisplayName("leads to the field that a type refuses by name")
    void refusedField() {
        assertThatThrownBy(() ->
                        Json.read(
                                """
                                {"user":"a","lines":[{"sku":"abc","quantity":0}]}\
                                """,
                                Order.class))
                .isInstanceOfSatisfying(
                        JsonRejected.class,
                        rejected -> assertThat(rejected.path()).isEqualTo("lines[0].quantity"));
    }

    @Test
    @DisplayName("writes records in the order of their components, and reads them back")
    void roundTrip() {
        var order = new Order("ann", List.of(new Line(new Sku("abc"), 2)), Optional.empty());

        assertThat(Json.write(order))
                .isEqualTo("{\"user\":\"ann\",\"lines\":[{\"sku\":\"abc\",\"quantity\":2}]}");
        assertThat(Json.read(Json.write(order), Order.class)).isEqualTo(order);
    }

    @Test
    @DisplayName("has a form for every type it names")
    void everyType() {
        var stock = new LinkedHashMap<Sku, Integer>();
        stock.put(new Sku("zzz"), 1);
        stock.put(new Sku("aaa"), 2);
        var everything =
                new Everything(
                        true,
                        Long.MAX_VALUE,
                        0.5,
                        new BigDecimal("1.50"),
                        Instant.parse("2026-01-01T00:00:00.000000001Z"),
                        Duration.ofMillis(1500),
                        new UUID(1, 2),
                        Speed.FAST,
                        OptionalLong.of(7),
                        stock,
                        Json.parse("{\"a\":[1,null]}"));

        assertThat(Json.write(everything))
                .isEqualTo(
                        """
                        {"flag":true,"count":9223372036854775807,"ratio":0.5,"exact":1.50,\
                        "at":"2026-01-01T00:00:00.000000001Z","lasts":"PT1.5S",\
                        "id":"00000000-0000-0001-0000-000000000002","speed":"FAST","limit":7,\
                        "stock":{"zzz":1,"aaa":2},"any":{"a":[1,null]}}\
                        """);
        assertThat(Json.read(Json.write(everything), Everything.class)).isEqualTo(everything);
    }

    @Test
    @DisplayName("writes a record of one component as that component, unless it is the document")
    void wrapper() {
        assertThat(Json.write(new TopUp(5))).isEqualTo("{\"cents\":5}");
        assertThat(Json.write(List.of(new TopUp(5)))).isEqualTo("[5]");
        assertThat(Json.read("{\"cents\":5}", TopUp.class)).isEqualTo(new TopUp(5));
        assertThat(Json.readList("[5]", TopUp.class)).containsExactly(new TopUp(5));
    }

    @Test
    @DisplayName("is printed for people with two spaces for each level")
    void pretty() {
        assertThat(Json.pretty(new JsonObject(Map.of()).with("a", List.of(1))))
                .isEqualTo("{\n  \"a\" : [\n    1\n  ]\n}");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("says where a document differs, what was expected and what was found")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"user":"a","lines":[{"sku":"abc","quantity":"two"}]} | lines[0].quantity: expected a whole number, found "two"
                    {"user":"a","lines":[{"sku":"abc","quantity":"1"}]} | lines[0].quantity: expected a whole number, found "1"
                    {"user":"a","lines":[{"sku":"abc","quantity":1.5}]} | lines[0].quantity: expected a whole number, found 1.5
                    {"user":"\\ud800","lines":[]} | user: expected a text of Unicode characters, found half a surrogate pair
                    {"user":"a","lines":[{"sku":"abc","quantity":1.0}]} | lines[0].quantity: expected a whole number, found 1.0
                    {"user":"a","lines":[{"sku":"abc","quantity":1e3}]} | lines[0].quantity: expected a whole number, found 1E+3
                    {"user":"a","lines":[{"sku":"abc","quantity":3000000000}]} | lines[0].quantity: expected a whole number from -2147483648 to 2147483647, found 3000000000
                    {"user":"a","lines":[{"sku":"abc","quantity":0}]} | lines[0]: quantity must be >= 1, was 0
                    {"user":"a","lines":[{"sku":"a","quantity":1}]} | lines[0].sku: a sku must have 3 letters, was "a"
                    {"user":"a","lines":[{"sku":"abc","qantity":1}]} | lines[0].qantity: expected one of the fields sku, quantity; perhaps quantity, found the unknown field "qantity"
                    {"user":"a","lines":[{"sku":"abc","quantity":1,"x1234567":1}]} | lines[0].x1234567: expected one of the fields sku, quantity, found the unknown field "x1234567"
                    {"user":"a","lines":[{"sku":"abc"}]} | lines[0].quantity: expected a whole number, found nothing
                    {"user":"a","lines":{}} | lines: expected a list, found an object
                    {"user":"a"} | lines: expected a list, found nothing
                    {"user":1,"lines":[]} | user: expected a text, found 1
                    {"user":true,"lines":[]} | user: expected a text, found true
                    {"user":null,"lines":[]} | user: expected a text, found null
                    {"user":"a","user":"b","lines":[]} | user: expected the field once, found it twice
                    {"user":"a","lines":[]} x | line 1, column 25: expected valid JSON, found "x"
                    {"user":"a","lines":[]} {} | expected the end after the document, found more text
                    {"user":"a","lines":[} | line 1, column 22: expected valid JSON, found "}"
                    {"user":"a | line 1, column 11: expected valid JSON, found the end
                    [] | expected an object, found a list
                    `` | expected a document, found nothing
                    """)
    void rejects(String text, String message) {
        assertThatThrownBy(() -> Json.read(text, Order.class))
                .isInstanceOf(JsonRejected.class)
                .hasMessage(message);
    }

    @Test
    @DisplayName("gives the parts of a rejection one by one")
    void parts() {
        assertThatThrownBy(() -> Json.read("{\"cents\":\"x\"}", TopUp.class))
                .isInstanceOfSatisfying(
                        JsonRejected.class,
                        rejected -> {
                            assertThat(rejected.path()).isEqualTo("cents");
                            assertThat(rejected.expected()).isEqualTo("a whole number");
                            assertThat(rejected.found()).isEqualTo("\"x\"");
                        });
    }

    @Test
    @DisplayName("refuses what is deeper, longer or bigger than its limits")
    void limits() {
        assertThatThrownBy(() -> Json.parse("[".repeat(Json.MAX_DEPTH + 1)))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("within the limits");
        assertThatThrownBy(() -> Json.parse("1".repeat(Json.MAX_NUMBER_LENGTH + 1)))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("within the limits");
        assertThatThrownBy(() -> Json.parse(" ".repeat(Json.MAX_LENGTH + 1)))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("expected at most 4194304 characters");
        assertThatThrownBy(() -> Json.read("{\"value\":1e999999}", Exact.class))
                .isInstanceOf(JsonRejected.class)
                .hasMessageContaining("expected a number of ordinary size");
    }

    record Exact(BigDecimal value) {}

    @Test
    @DisplayName("lets a failure that is not about the document through")
    void failuresOfTheType() {
        assertThatThrownBy(() -> Json.write(new Object()))
                .hasMessage("java.lang.Object cannot be written as JSON");
    }
}
