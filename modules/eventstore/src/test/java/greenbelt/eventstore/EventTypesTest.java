package greenbelt.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.json.Json;
import greenbelt.json.JsonValue.JsonNumber;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.world.VirtualWorld;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A catalogue of event types")
class EventTypesTest {
    /// Amounts were in whole units first, then in cents, and since then they say in which currency.
    private static final EventTypes TYPES =
            EventTypes.NONE
                    .with("Paid", EventTypesTest::inCents, paid -> paid.with("currency", "EUR"))
                    .with("Returned");

    private static JsonObject inCents(JsonObject paid) {
        var units = (JsonNumber) paid.field("amount").orElseThrow();
        return JsonObject.EMPTY.with(
                "amountCents", units.value().multiply(BigDecimal.valueOf(100)));
    }

    private static Envelope event(String type, int version, String data) {
        return new Envelope(
                new MessageId(type + "-" + version),
                "test",
                type,
                version,
                "order-1",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                data);
    }

    private static String read(int version, String data) {
        return Json.write(TYPES.read(event("Paid", version, data)));
    }

    @Test
    @DisplayName("takes events of each version to the current one, one step after another")
    void upcasts() {
        var current = "{\"amountCents\":700,\"currency\":\"EUR\"}";

        assertThat(read(1, "{\"amount\":7}")).isEqualTo(current);
        assertThat(read(2, "{\"amountCents\":700}")).isEqualTo(current);
        assertThat(read(3, current)).isEqualTo(current);
    }

    @Test
    @DisplayName("leaves what is current as it is")
    void current() {
        assertThat(read(3, "{\"amountCents\":700,\"currency\":\"NPR\"}"))
                .isEqualTo("{\"amountCents\":700,\"currency\":\"NPR\"}");
    }

    @Test
    @DisplayName("knows every type in every version, and which one is written")
    void shapes() {
        assertThat(TYPES.shapes())
                .containsExactly(
                        new EventShape("Paid", 1),
                        new EventShape("Paid", 2),
                        new EventShape("Paid", 3),
                        new EventShape("Returned", 1));
        assertThat(TYPES.currentVersion("Paid")).isEqualTo(3);
        assertThatThrownBy(() -> TYPES.currentVersion("Stolen"))
                .hasMessage("there is no type Stolen; there are Paid, Returned");
    }

    @Test
    @DisplayName("names what nobody can read, and why: an unknown type, a version from the future")
    void unreadable() {
        assertThatThrownBy(() ->
                        TYPES.checkReadable(
                                "the store holds",
                                List.of(
                                        new EventShape("Stolen", 1),
                                        new EventShape("Paid", 2),
                                        new EventShape("Paid", 4))))
                .isInstanceOf(EventStoreException.class)
                .hasMessage(
                        "the store holds what nobody here can read:"
                                + " Paid version 4 (version 3 is the newest that is known);"
                                + " Stolen version 1 (no such type is known)");
        assertThatThrownBy(() -> TYPES.read(event("Stolen", 1, "{}")))
                .isInstanceOf(EventStoreException.class)
                .hasMessageStartingWith("event Stolen-1 is what nobody here can read: Stolen");
    }

    @Test
    @DisplayName("says which event is not what it says it is")
    void notJson() {
        assertThatThrownBy(() -> TYPES.read(event("Paid", 1, "[]")))
                .isInstanceOf(EventStoreException.class)
                .hasMessageStartingWith("event Paid-1 is not Paid version 1: expected");
    }

    @Test
    @DisplayName("has each type once")
    void once() {
        assertThatThrownBy(() -> TYPES.with("Paid")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "as the rule of a store keeps out what nobody could read, all that came with it too")
    void rule() {
        try (var world = new VirtualWorld(7)) {
            var store = new MemoryEventStore(world, TYPES::checkAppend, Inline.nothing());
            var append = List.of(event("Returned", 1, "{}"), event("Stolen", 1, "{}"));

            world.enter(
                    world.start("node"),
                    "append",
                    () -> {
                        assertThatThrownBy(() ->
                                        store.append(
                                                new StreamId("order-1"),
                                                new Expected.Any(),
                                                append))
                                .hasMessageStartingWith(
                                        "an append holds what nobody here can read");
                        assertThat(store.readAll(0, 10)).isEmpty();
                        return true;
                    });
        }
    }
}
