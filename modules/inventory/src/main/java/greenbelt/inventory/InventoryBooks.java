package greenbelt.inventory;

import greenbelt.contract.Answered;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.ReceiptView;
import greenbelt.contract.Message;
import greenbelt.contract.Message.ItemsListed;
import greenbelt.contract.Message.ListedItem;
import greenbelt.contract.Message.ReleaseStock;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.ShipStock;
import greenbelt.contract.Message.StockRefused;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.inventory.OrderStock.Refused;
import greenbelt.inventory.OrderStock.Reserved;
import greenbelt.inventory.OrderStock.Untouched;
import java.time.Instant;
import java.util.List;

/// What was on offer at a moment, and what had come in: all that the log of the orders does not tell of the shelves.
///
/// Names and prices are as of now. Stock of orders is not in here: it is written as the log tells it.
public final class InventoryBooks {
    private final List<ItemView> items;
    private final List<ReceiptView> receipts;

    private InventoryBooks(List<ItemView> items, List<ReceiptView> receipts) {
        this.items = List.copyOf(items);
        this.receipts = List.copyOf(receipts);
    }

    static InventoryBooks read(Session session, Instant until) {
        return new InventoryBooks(Items.all(session), Items.receipts(session, until));
    }

    /// What can be ordered, at which prices.
    public ItemsListed listed() {
        return new ItemsListed(
                items.stream()
                        .map(item -> new ListedItem(item.sku(), item.name(), item.priceCents()))
                        .toList());
    }

    /// Writes the books into an empty database that was opened with [InventoryService#SCHEMA], and with them what was set
    /// aside for orders, put back and sent. Throws [IllegalArgumentException] when it cannot have been there.
    public void write(Database database, List<Answered> answers) {
        database.write(
                "write the books",
                session -> {
                    write(session, answers);
                    return true;
                });
    }

    private void write(Session session, List<Answered> answers) {
        Items.insert(session, items.stream().map(InventoryBooks::empty).toList());
        for (var receipt : receipts) {
            Items.receive(session, receipt.id(), receipt.sku(), receipt.quantity(), receipt.at());
        }
        try {
            Answered.returnedFirst(answers, ReleaseStock.class)
                    .forEach(answer -> write(session, answer));
        } catch (ContradictionException impossible) {
            throw new IllegalArgumentException(
                    "the log says what cannot be: " + impossible.getMessage(), impossible);
        }
    }

    private static ItemView empty(ItemView item) {
        return new ItemView(item.sku(), item.name(), item.priceCents(), 0, 0, 0, 0);
    }

    private static void write(Session session, Answered answered) {
        switch (answered.asked()) {
            case ReserveStock asked
                    when answered.answer() instanceof StockRefused(var _, var why) -> {
                if (Reservations.find(session, asked.order()) instanceof Untouched) {
                    Reservations.insert(session, asked.order(), new Refused(why));
                }
            }
            case ReserveStock asked -> {
                var after = StockDesk.reserve(session, asked);
                if (!(after instanceof Reserved)) {
                    throw new IllegalArgumentException(
                            "the log says that stock is set aside for order %s, and that cannot be: %s"
                                    .formatted(
                                            asked.order(),
                                            OrderStock.refusal(after)
                                                    .orElse("it was sent already")));
                }
            }
            case ReleaseStock asked -> StockDesk.release(session, asked.order());
            case ShipStock asked -> StockDesk.ship(session, asked.order());
            case Message _ -> {} // it concerns another service
        }
    }
}
