package greenbelt.shard.data;

/// How large a shop is, and the seed its rows are drawn from.
///
/// @param orders 1 to [#MAX_ORDERS]; there are two and a half lines to each on average
/// @param users 1 to [#MAX_USERS]
/// @param items 1 to [#MAX_ITEMS]
public record ShopPlan(long seed, long orders, int users, int items) {
    /// How many orders, when nothing else is said.
    public static final long DEFAULT_ORDERS = 1_000_000;

    /// The most orders.
    public static final long MAX_ORDERS = 100_000_000;

    /// The most users.
    public static final int MAX_USERS = 10_000_000;

    /// The most items: their prices are kept.
    public static final int MAX_ITEMS = 100_000;

    private static final int ORDERS_PER_USER = 20;
    private static final int USUAL_ITEMS = 1_000;

    public ShopPlan {
        check("orders", orders, MAX_ORDERS);
        check("users", users, MAX_USERS);
        check("items", items, MAX_ITEMS);
    }

    private static void check(String what, long count, long most) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    "%s must be 1 to %d, was %d".formatted(what, most, count));
        }
    }

    /// A shop with this many orders, a user for each twenty of them, and a thousand items.
    public static ShopPlan of(long seed, long orders) {
        check("orders", orders, MAX_ORDERS);
        return new ShopPlan(
                seed,
                orders,
                (int) Math.max(ORDERS_PER_USER, orders / ORDERS_PER_USER),
                USUAL_ITEMS);
    }
}
