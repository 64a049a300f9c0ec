package greenbelt.bench.sharding;

import greenbelt.shard.data.Order;
import java.util.function.Function;

/// What is asked.
///
/// @param values of the parameters, from an order drawn by chance
record Question(String name, String sql, Function<Order, Object[]> values) {
    /// The same each time.
    static Question of(String name, String sql) {
        return new Question(name, sql, _ -> new Object[0]);
    }

    /// Of another order each time.
    static Question by(String name, String sql, Function<Order, Object[]> values) {
        return new Question(name, sql, values);
    }
}
