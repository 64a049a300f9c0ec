package greenbelt.order.readmodel;

import greenbelt.contract.Api.OrderLineView;
import greenbelt.json.Json;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import java.util.List;

/// The lines of an order, as one column: who reads the order reads all of them, and nobody looks for one.
final class Lines {
    /// Its type in SQL. A line takes a few hundred characters.
    static final String TYPE = "varchar(65536)";

    private Lines() {}

    static String write(OrderPlaced placed) {
        return Json.write(placed.lines().stream().map(OrderLine::view).toList());
    }

    static List<OrderLineView> read(String column) {
        return Json.readList(column, OrderLineView.class);
    }
}
