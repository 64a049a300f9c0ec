package greenbelt.inventory;

import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.OrderId;
import greenbelt.database.Session;
import greenbelt.inventory.OrderStock.Refused;
import greenbelt.inventory.OrderStock.Released;
import greenbelt.inventory.OrderStock.Reserved;
import greenbelt.inventory.OrderStock.Shipped;
import greenbelt.inventory.OrderStock.Untouched;

/// Sets stock aside for orders, puts it back and sends it out, for whoever asks: over HTTP or over the bus.
///
/// Each method is the shell around a rule of [OrderStock]: it reads what is the case, lets the rule decide, and writes
/// what has changed, all in the transaction of its caller.
final class StockDesk {
    private StockDesk() {}

    static OrderStock reserve(Session session, ReserveStock asked) {
        var before = Reservations.find(session, asked.order());
        var available = Items.available(session, asked.lines());
        var after = OrderStock.reserve(asked, before, available);
        return save(session, asked.order(), before, after);
    }

    static OrderStock release(Session session, OrderId order) {
        var before = Reservations.find(session, order);
        return save(session, order, before, OrderStock.release(order, before));
    }

    static OrderStock ship(Session session, OrderId order) {
        var before = Reservations.find(session, order);
        return save(session, order, before, OrderStock.ship(order, before));
    }

    private static OrderStock save(
            Session session, OrderId order, OrderStock before, OrderStock after) {
        if (after.equals(before)) {
            return after;
        }
        if (before instanceof Untouched) {
            Reservations.insert(session, order, after);
        } else {
            Reservations.update(session, order, after);
        }
        switch (after) {
            case Reserved(var lines) -> Items.reserve(session, lines);
            case Shipped(var lines) -> Items.ship(session, lines);
            case Released() -> {
                if (before instanceof Reserved(var lines)) {
                    Items.release(session, lines);
                }
            }
            case Refused(var _), Untouched() -> {}
        }
        return after;
    }
}
