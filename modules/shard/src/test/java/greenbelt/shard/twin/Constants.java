package greenbelt.shard.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.regex.Pattern;

/// Writes the constants of one random statement: each as it is, or as a parameter.
///
/// Parts of a statement are drawn in another order than they are put together in, so a parameter is a mark at first, and becomes a
/// `?` when the statement is whole.
final class Constants {
    private static final Pattern MARK = Pattern.compile("\u00a7(\\d+)\u00a7");
    private static final int ORDERS_AND_SOME = 130;
    private static final int USERS_AND_ONE = 13;

    private final Random random;
    private final LongUnaryOperator orders;
    private final int parametersIn;
    private final List<Object> marked = new ArrayList<>();

    /// @param orders the number of the n-th order, from 1
    /// @param parametersIn one of how many constants is a parameter; 0 for none
    Constants(Random random, LongUnaryOperator orders, int parametersIn) {
        this.random = random;
        this.orders = orders;
        this.parametersIn = parametersIn;
    }

    /// The number of an order that there is, or that is a little too great.
    String order() {
        return written(orders.applyAsLong(1 + random.nextInt(ORDERS_AND_SOME)));
    }

    /// The number of a user.
    String user() {
        return written(1L + random.nextInt(USERS_AND_ONE));
    }

    /// A small number.
    String below(int bound) {
        return written((long) random.nextInt(bound));
    }

    /// One of these.
    String text(String... choices) {
        return written(choices[random.nextInt(choices.length)]);
    }

    /// This value.
    String written(Object value) {
        if (parametersIn > 0 && random.nextInt(parametersIn) == 0) {
            marked.add(value);
            return "\u00a7" + (marked.size() - 1) + "\u00a7";
        }
        return value instanceof String text
                ? "'" + text.replace("'", "''") + "'"
                : value.toString();
    }

    /// The statement with its parameters, in order.
    Drawn finish(String sql) {
        var values = new ArrayList<Object>();
        MARK.matcher(sql)
                .results()
                .forEach(mark -> values.add(marked.get(Integer.parseInt(mark.group(1)))));
        return new Drawn(MARK.matcher(sql).replaceAll("?"), values);
    }
}
