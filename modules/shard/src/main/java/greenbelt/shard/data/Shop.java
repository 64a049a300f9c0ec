package greenbelt.shard.data;

import greenbelt.shard.data.Order.Line;
import greenbelt.shard.store.OrderKeys;
import greenbelt.workload.Town;
import greenbelt.workload.Zipf;
import greenbelt.world.Randomness;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Users, items and orders of a shop, made one at a time: the n-th of each is a function of (seed, n) and the number of users
/// and items. Immutable.
///
/// Few users have very many orders, and few items are in very many, by Zipf's law; an order comes about every 15 seconds.
public final class Shop {
    /// Where users live.
    public static final List<String> REGIONS =
            List.of("north", "south", "east", "west", "centre", "islands");

    /// When the first order comes.
    public static final Instant BEGINNING = Instant.parse("2021-01-01T00:00:00Z");

    /// What an order can have come to; most are shipped.
    public static final List<String> STATUSES = List.of("placed", "paid", "shipped", "cancelled");

    private static final Duration BETWEEN_ORDERS = Duration.ofSeconds(15);
    private static final double SKEW_OF_USERS = 0.8;
    private static final double SKEW_OF_ITEMS = 0.9;
    private static final int MAX_LINES = 4;
    private static final int MAX_QUANTITY = 3;
    private static final List<String> CATEGORIES =
            List.of("light", "kitchen", "garden", "books", "tools", "toys", "clothes", "sound");
    private static final List<String> NOTES =
            List.of("leave at the door", "ring twice", "a present", "after six", "mind the dog");

    private final ShopPlan plan;
    private final Town town;
    private final Zipf buyers;
    private final Zipf bought;
    private final long[] priceCents;

    public Shop(ShopPlan plan) {
        this.plan = plan;
        this.town = new Town(plan.seed(), plan.users(), plan.items());
        this.buyers = new Zipf(plan.users(), SKEW_OF_USERS);
        this.bought = new Zipf(plan.items(), SKEW_OF_ITEMS);
        this.priceCents =
                IntStream.range(0, plan.items())
                        .mapToLong(number -> town.item(number).priceCents())
                        .toArray();
    }

    public ShopPlan plan() {
        return plan;
    }

    /// A user as a row of the table `users`.
    ///
    /// @param userId from 1; the smaller, the more orders
    public List<Object> user(long userId) {
        var random = Randomness.of(plan.seed(), "user of the shop/" + userId);
        var region = random.pick(REGIONS);
        var joined = BEGINNING.minus(Duration.ofMinutes(1 + random.nextInt(1_000_000)));
        return List.of(userId, town.user((int) userId - 1).name(), region, joined);
    }

    /// Where a user lives.
    public String regionOf(long userId) {
        return Randomness.of(plan.seed(), "user of the shop/" + userId).pick(REGIONS);
    }

    /// An item as a row of the table `items`.
    ///
    /// @param itemId from 1; the smaller, the more often it is bought
    public List<Object> item(long itemId) {
        var random = Randomness.of(plan.seed(), "item of the shop/" + itemId);
        return List.of(
                itemId,
                town.item((int) itemId - 1).name(),
                random.pick(CATEGORIES),
                price((int) itemId - 1));
    }

    private BigDecimal price(int item) {
        return BigDecimal.valueOf(priceCents[item], 2);
    }

    /// The n-th order; those that come later have greater numbers.
    ///
    /// @param n from 0
    public Order order(long n) {
        var random = Randomness.of(plan.seed(), "order of the shop/" + n);
        long userId = 1L + buyers.next(random);
        long millis = BETWEEN_ORDERS.toMillis();
        var placedAt = BEGINNING.plusMillis(n * millis + random.nextLong(millis));
        var lines = new ArrayList<Line>(MAX_LINES);
        int count = 1 + random.nextInt(MAX_LINES);
        var total = BigDecimal.valueOf(0, 2);
        for (int lineNo = 1; lineNo <= count; lineNo++) {
            int item = bought.next(random);
            int quantity = 1 + random.nextInt(MAX_QUANTITY);
            lines.add(new Line(lineNo, item + 1L, quantity, price(item)));
            total = total.add(price(item).multiply(BigDecimal.valueOf(quantity)));
        }
        return new Order(
                OrderKeys.at(placedAt, 0),
                userId,
                regionOf(userId),
                status(random),
                placedAt,
                total,
                random.chance(0.1) ? Optional.of(random.pick(NOTES)) : Optional.empty(),
                lines);
    }

    private static String status(Randomness random) {
        double draw = random.nextDouble();
        return draw < 0.8 ? "shipped" : random.pick(STATUSES);
    }
}
