package greenbelt.shard.measure;

import java.util.List;
import java.util.function.Function;

/// What is asked of the shop on shards by user, and of the same rows in one database.
///
/// @param values of the parameters, from an order drawn by chance
/// @param whenFaster why the shards are, where they are
/// @param whenSlower why they are not, where they are not
public record Question(
        String name,
        String sql,
        Function<OrderKey, Object[]> values,
        String whenFaster,
        String whenSlower) {
    /// The point read, to compare with JDBC as well.
    public static final Question BY_KEY =
            new Question(
                    "point read by key",
                    "select status, total from orders where user_id = ? and order_id = ? order by status",
                    order -> new Object[] {order.userId(), order.orderId()},
                    "one shard is asked, and its tree is smaller",
                    "one shard is asked, as one database would be, and the layer comes on top");

    /// The sum that all shards have a part in.
    public static final Question AGGREGATE =
            always(
                    "aggregate: sum by region",
                    "select region, count(*), sum(total) from orders group by region order by region",
                    "each shard sums its part, as many at once as there are cores",
                    "each shard sums its part, and there are not enough cores, or rows, for that to pay");

    /// What updates of several writers are about; they are not asked, but made.
    public static final Question UPDATES =
            always(
                    "updates",
                    "update orders set total = total + 1 where user_id = ? and order_id = ?",
                    "a database commits for one writer after the other, and there are several now",
                    "a database commits for one writer after the other, but the writers of all share the same cores");

    private static Question always(String name, String sql, String whenFaster, String whenSlower) {
        return new Question(name, sql, _ -> new Object[0], whenFaster, whenSlower);
    }

    /// All of them, for a shop with so many orders.
    public static List<Question> all(long orders) {
        long deep = orders / 10;
        return List.of(
                BY_KEY,
                new Question(
                        "by another column, with a lookup index",
                        "select status, total from orders where order_id = ? order by status",
                        order -> new Object[] {order.orderId()},
                        "the index names the one shard to ask, and its tree is smaller",
                        "the index is one read more, and then one shard is asked"),
                new Question(
                        "by another column, without one",
                        "select item_id, quantity from lines where order_id = ? order by line_no",
                        order -> new Object[] {order.orderId()},
                        "every shard is asked, and each has a smaller tree",
                        "every shard is asked for rows that one of them has"),
                AGGREGATE,
                always(
                        "aggregate: distinct users",
                        "select count(distinct user_id) as users from orders order by users",
                        "each user is on one shard, so their counts add up",
                        "each shard hands over what it has found, to be put together here"),
                always(
                        "join: pieces by category",
                        "select i.category, sum(l.quantity) from lines l join items i on i.item_id = l.item_id group by i.category order by i.category",
                        "items are on every shard, so each joins its part, several at once, in caches that fit it better",
                        "items are on every shard, so each joins its part, and there are not enough cores, or rows, for that to pay"),
                always(
                        "top 10 by total",
                        "select order_id, total from orders order by total desc, order_id limit 10",
                        "each shard sorts a part, several at once, and gives ten rows",
                        "each shard sorts a part and gives ten rows, for too few rows to pay"),
                always(
                        "page of 10 behind %,d".formatted(deep),
                        "select order_id, total from orders order by order_id limit 10 offset "
                                + Long.toString(deep),
                        "the rows before the page come from several shards at once",
                        "every shard must hand over all rows before the page: ask for what is behind a key instead"));
    }
}
