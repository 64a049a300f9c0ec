package greenbelt.inventory;

import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.ReceiptView;
import greenbelt.contract.Message.ItemsListed;
import greenbelt.contract.Message.ListedItem;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.inventory.InventoryService.Stocked;
import greenbelt.world.World;
import java.time.Instant;
import java.util.List;

/// Fills the shelves of a new database.
final class Shelves {
    /// So that a message stays well below the largest that an envelope takes.
    private static final int MAX_ITEMS_PER_MESSAGE = 3_000;

    private final World world;
    private final Database database;
    private final InventoryEvents events;

    Shelves(World world, Database database, InventoryEvents events) {
        this.world = world;
        this.database = database;
        this.events = events;
    }

    /// Takes the stock in and announces all items, in one message if they fit, unless the database has items already.
    void fillOnce(List<Stocked> stock) {
        var at = world.now();
        var receipts = stock.stream().map(item -> receipt(item, at)).toList();
        database.write("fill the shelves", session -> fill(session, stock, receipts));
    }

    private ReceiptView receipt(Stocked item, Instant at) {
        var id = world.random("receipt/" + item.sku()).nextUuid();
        return new ReceiptView(id, item.sku(), item.quantity(), item.quantity(), at);
    }

    private boolean fill(Session session, List<Stocked> stock, List<ReceiptView> receipts) {
        if (stock.isEmpty() || !Items.isEmpty(session)) {
            return false;
        }
        Items.insert(session, stock.stream().map(Shelves::item).toList());
        Items.insertReceipts(session, receipts);
        var listed = stock.stream().map(Shelves::listed).toList();
        for (int from = 0; from < listed.size(); from += MAX_ITEMS_PER_MESSAGE) {
            int to = Math.min(from + MAX_ITEMS_PER_MESSAGE, listed.size());
            events.announce(session, new ItemsListed(listed.subList(from, to)));
        }
        return true;
    }

    private static ItemView item(Stocked item) {
        int all = item.quantity();
        return new ItemView(item.sku(), item.name(), item.priceCents(), all, 0, 0, all);
    }

    private static ListedItem listed(Stocked item) {
        return new ListedItem(item.sku(), item.name(), item.priceCents());
    }
}
