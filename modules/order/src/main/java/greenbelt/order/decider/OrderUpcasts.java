package greenbelt.order.decider;

import greenbelt.contract.Flow;
import greenbelt.eventstore.Upcast;
import greenbelt.json.JsonValue;
import greenbelt.json.JsonValue.JsonArray;
import greenbelt.json.JsonValue.JsonObject;

/// What has changed in order events over time: how the data of each version becomes that of the next.
///
/// A line is never taken out, since events of every version are in somebody's store.
final class OrderUpcasts {
    /// 2: each line says what its item was called when it was ordered. 3: an order may say where it is delivered to.
    /// 4: it says who sees to it that it gets what it needs.
    static final Upcast[] OF_ORDER_PLACED = {
        OrderUpcasts::nameItems, Upcast.SAME, OrderUpcasts::orchestrate
    };

    private OrderUpcasts() {}

    /// It was always the order service.
    private static JsonObject orchestrate(JsonObject placed) {
        return placed.with("flow", Flow.ORCHESTRATION);
    }

    /// Nobody wrote down what the items were called; the SKU stands in.
    private static JsonObject nameItems(JsonObject placed) {
        return placed.field("lines")
                .filter(JsonArray.class::isInstance)
                .map(JsonArray.class::cast)
                .map(lines -> lines.items().stream().map(OrderUpcasts::nameItem).toList())
                .map(lines -> placed.with("lines", JsonArray.of(lines)))
                .orElse(placed);
    }

    private static JsonValue nameItem(JsonValue line) {
        return line instanceof JsonObject named
                ? named.field("sku").map(sku -> named.with("name", sku)).orElse(named)
                : line;
    }
}
