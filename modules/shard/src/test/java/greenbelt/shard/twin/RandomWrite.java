package greenbelt.shard.twin;

import greenbelt.shard.twin.ShardedWays.Way;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Random;

/// Statements that write, drawn at random: inserts of one row and of several, which may be of several shards, updates and deletes.
final class RandomWrite {
    private static final int PARAMETERS_IN = 3;
    private static final int FIRST_NEW = 200;

    private final Random random;
    private final Way way;
    private final String key;
    private int fresh = FIRST_NEW;

    RandomWrite(long seed, Way way) {
        this.random = new Random(seed);
        this.way = way;
        this.key = way.map().layout().column();
    }

    Drawn next() {
        var constants = new Constants(random, way.numbers(), PARAMETERS_IN);
        var sql =
                switch (random.nextInt(8)) {
                    case 0 -> insertOrders(constants, 1);
                    case 1 -> insertOrders(constants, 2 + random.nextInt(6));
                    case 2 -> insertLines(constants, 1 + random.nextInt(4));
                    case 3 -> insertItem(constants);
                    case 4, 5 -> update(constants);
                    default -> "delete from " + table() + where(constants);
                };
        return constants.finish(sql);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String table() {
        return pick("orders", "orders", "lines", "items");
    }

    private String insertOrders(Constants constants, int count) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    "(%s, %s, %s, %s, %s)"
                            .formatted(
                                    constants.written(way.numbers().applyAsLong(fresh++)),
                                    constants.user(),
                                    region(constants),
                                    pick("null", "default", constants.text("paid", "new")),
                                    constants.written(new BigDecimal("12.50"))));
        }
        return "insert into orders (order_id, user_id, region, status, total) values "
                + String.join(", ", rows);
    }

    private static String region(Constants constants) {
        return constants.text("north", "south", "east", "west");
    }

    private String insertLines(Constants constants, int count) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    "(%s, %s, %s, %s, %s)"
                            .formatted(
                                    constants.order(),
                                    constants.written((long) fresh++),
                                    constants.user(),
                                    region(constants),
                                    constants.below(5)));
        }
        return "insert into lines (order_id, line_no, user_id, region, quantity) values "
                + String.join(", ", rows);
    }

    private String insertItem(Constants constants) {
        return "insert into items (item_id, name, price) values (%d, %s, %s)"
                .formatted(fresh++, constants.text("new", "it's"), constants.below(9));
    }

    private String update(Constants constants) {
        var table = table();
        var set =
                switch (table) {
                    case "orders" ->
                            pick(
                                    "total = total * 2",
                                    "note = " + constants.text("seen", "x"),
                                    "status = coalesce(status, 'none') || '!', note = null",
                                    "total = coalesce(total, 0) + user_id",
                                    pick("order_id", "user_id", "region") + " = order_id");
                    case "lines" -> pick("quantity = quantity + 1", "price = null");
                    default -> "price = price + " + constants.below(3);
                };
        return "update " + table + " set " + set + (table.equals("items") ? "" : where(constants));
    }

    private String where(Constants constants) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> " where " + key + " = " + keyValue(constants);
            case 2 ->
                    " where %s in (%s, %s)"
                            .formatted(key, keyValue(constants), keyValue(constants));
            case 3 -> " where order_id = " + constants.order();
            case 4 -> " where order_id in (%s, %s)".formatted(constants.order(), constants.order());
            case 5 -> " where user_id > " + constants.user() + " and price is not null";
            default ->
                    " where user_id = " + constants.user() + " or order_id < " + constants.below(9);
        };
    }

    private String keyValue(Constants constants) {
        return switch (key) {
            case "region" -> region(constants);
            case "order_id" -> constants.order();
            default -> constants.user();
        };
    }
}
