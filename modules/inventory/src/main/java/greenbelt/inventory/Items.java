package greenbelt.inventory;

import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.ReceiptView;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.database.Row;
import greenbelt.database.Session;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The SQL about items and what came in of them.
final class Items {
    private Items() {}

    static void insert(Session session, List<ItemView> items) {
        session.updateAll(
                "insert into items values (?, ?, ?, ?, ?, ?, ?)",
                items.stream()
                        .map(item ->
                                List.<Object>of(
                                        item.sku().value(),
                                        item.name(),
                                        item.priceCents().cents(),
                                        item.available(),
                                        item.reserved(),
                                        item.shipped(),
                                        item.received()))
                        .toList());
    }

    static boolean isEmpty(Session session) {
        return session.query("select sku from items order by sku limit 1", row -> row.text("sku"))
                .isEmpty();
    }

    static Optional<ItemView> find(Session session, Sku sku) {
        return session.queryOne("select * from items where sku = ?", Items::item, sku.value());
    }

    /// The items, sorted by SKU.
    static List<ItemView> page(Session session, String afterSku, int limit) {
        return session.query(
                "select * from items where sku > ? order by sku limit ?",
                Items::item,
                afterSku,
                limit);
    }

    /// Every item, sorted by SKU.
    static List<ItemView> all(Session session) {
        return session.query("select * from items order by sku", Items::item);
    }

    /// What each item costs.
    static SortedMap<Sku, Money> prices(Session session) {
        var prices = new TreeMap<Sku, Money>();
        session.query("select * from items order by sku", Items::item)
                .forEach(item -> prices.put(item.sku(), item.priceCents()));
        return prices;
    }

    /// How many of the items of these lines are on the shelf; an unknown item has no entry.
    static Map<Sku, Integer> available(Session session, List<Line> lines) {
        var available = new TreeMap<Sku, Integer>();
        for (var line : lines) {
            session.queryOne(
                            "select available from items where sku = ?",
                            row -> row.integer("available"),
                            line.sku().value())
                    .ifPresent(count -> available.put(line.sku(), count));
        }
        return available;
    }

    /// From the shelf to what is set aside.
    static void reserve(Session session, List<Line> lines) {
        move(
                session,
                "update items set available = available - ?, reserved = reserved + ? where sku = ?",
                lines);
    }

    /// From what is set aside back to the shelf.
    static void release(Session session, List<Line> lines) {
        move(
                session,
                "update items set reserved = reserved - ?, available = available + ? where sku = ?",
                lines);
    }

    /// From what is set aside out of the house.
    static void ship(Session session, List<Line> lines) {
        move(
                session,
                "update items set reserved = reserved - ?, shipped = shipped + ? where sku = ?",
                lines);
    }

    private static void move(Session session, String sql, List<Line> lines) {
        session.updateAll(
                sql,
                lines.stream()
                        .map(line ->
                                List.<Object>of(
                                        line.quantity(), line.quantity(), line.sku().value()))
                        .toList());
    }

    /// Puts what came in on the shelf, and writes down that it came.
    static void receive(Session session, UUID id, Sku sku, int quantity, Instant at) {
        session.update(
                "update items set available = available + ?, received = received + ? where sku = ?",
                quantity,
                quantity,
                sku.value());
        session.update(
                """
                insert into receipts (id, sku, quantity, received, at)
                select ?, sku, ?, received, ? from items where sku = ?\
                """,
                id,
                quantity,
                at,
                sku.value());
    }

    /// Writes down what was there in the beginning.
    static void insertReceipts(Session session, List<ReceiptView> receipts) {
        session.updateAll(
                "insert into receipts values (?, ?, ?, ?, ?)",
                receipts.stream()
                        .map(receipt ->
                                List.<Object>of(
                                        receipt.id(),
                                        receipt.sku().value(),
                                        receipt.quantity(),
                                        receipt.received(),
                                        receipt.at()))
                        .toList());
    }

    static Optional<ReceiptView> receipt(Session session, UUID id) {
        return session.queryOne("select * from receipts where id = ?", Items::receipt, id);
    }

    /// What had come in until a moment, oldest first.
    static List<ReceiptView> receipts(Session session, Instant until) {
        return session.query(
                "select * from receipts where at <= ? order by at, sku, id", Items::receipt, until);
    }

    private static ReceiptView receipt(Row row) {
        return new ReceiptView(
                row.uuid("id"),
                new Sku(row.text("sku")),
                row.integer("quantity"),
                row.integer("received"),
                row.instant("at"));
    }

    private static ItemView item(Row row) {
        return new ItemView(
                new Sku(row.text("sku")),
                row.text("name"),
                new Money(row.number("price_cents")),
                row.integer("available"),
                row.integer("reserved"),
                row.integer("shipped"),
                row.integer("received"));
    }
}
