package greenbelt.order;

import greenbelt.contract.Message.ItemsListed;
import greenbelt.contract.Message.ListedItem;
import greenbelt.contract.Message.UsersRegistered;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The order service's own copy of which users may order and what items cost, kept up to date by events.
///
/// So an order can be checked and priced without asking anybody. The copy lags a little; a request that names something
/// unknown waits a moment before it is refused. Source: Martin Fowler, What do you mean by "Event-Driven"?, 2017, on
/// event-carried state transfer.
final class Directory {
    private final World world;
    private final Database database;
    private final Duration catchUp;
    private final Watermark changes;

    Directory(World world, Database database, Duration catchUp) {
        this.world = world;
        this.database = database;
        this.catchUp = catchUp;
        this.changes = world.watermark("changes of the directory", 0);
    }

    void register(Session session, UsersRegistered registered) {
        session.updateAll(
                "merge into known_users (id) key (id) values (?)",
                registered.users().stream().map(user -> List.<Object>of(user.value())).toList());
        changed(session);
    }

    void close(Session session, UserId user) {
        session.update("delete from known_users where id = ?", user.value());
        changed(session);
    }

    void list(Session session, ItemsListed listed) {
        session.updateAll(
                "merge into known_items (sku, name, price_cents) key (sku) values (?, ?, ?)",
                listed.items().stream().map(Directory::row).toList());
        changed(session);
    }

    private static List<Object> row(ListedItem item) {
        return List.of(item.sku().value(), item.name(), item.priceCents().cents());
    }

    private void changed(Session session) {
        session.afterCommit(() -> changes.advanceTo(changes.value() + 1));
    }

    /// Whether this user may order; waits a moment before it says no.
    boolean knows(UserId user) {
        return sooner(() ->
                        database.read(
                                "find known user",
                                session ->
                                        session.queryOne(
                                                "select id from known_users where id = ?",
                                                row -> row.uuid("id"),
                                                user.value())))
                .isPresent();
    }

    /// What an item is called and costs; waits a moment before it says that there is no such item.
    Optional<ListedItem> item(Sku sku) {
        return sooner(() ->
                database.read(
                        "find item",
                        session ->
                                session.queryOne(
                                        "select name, price_cents from known_items where sku = ?",
                                        row ->
                                                new ListedItem(
                                                        sku,
                                                        row.text("name"),
                                                        new Money(row.number("price_cents"))),
                                        sku.value())));
    }

    /// Everybody who may order.
    Set<UserId> users() {
        return database.read(
                "list known users",
                session ->
                        new LinkedHashSet<>(
                                session.query(
                                        "select id from known_users order by id",
                                        row -> new UserId(row.uuid("id")))));
    }

    /// What each item costs.
    SortedMap<Sku, Money> prices() {
        return database.read(
                "list prices",
                session -> {
                    var prices = new TreeMap<Sku, Money>();
                    session.query(
                                    "select sku, price_cents from known_items order by sku",
                                    row ->
                                            Map.entry(
                                                    new Sku(row.text("sku")),
                                                    new Money(row.number("price_cents"))))
                            .forEach(item -> prices.put(item.getKey(), item.getValue()));
                    return prices;
                });
    }

    private <T> Optional<T> sooner(Supplier<Optional<T>> look) {
        long end = world.nanoTime() + catchUp.toNanos();
        while (true) {
            long seen = changes.value();
            var found = look.get();
            long left = end - world.nanoTime();
            if (found.isPresent()
                    || left <= 0
                    || !changes.awaitBeyond(seen, Duration.ofNanos(left))) {
                return found;
            }
        }
    }
}
