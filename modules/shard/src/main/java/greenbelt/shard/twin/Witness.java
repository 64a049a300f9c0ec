package greenbelt.shard.twin;

import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.Query.Combined;
import greenbelt.shard.sql.Query.Item;
import greenbelt.shard.sql.Query.Limit;
import greenbelt.shard.sql.Query.Order;
import greenbelt.shard.sql.Query.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A query that tells of each row that another one could give, by what it is ordered: the same without the limit, and with the
/// keys of the order behind its columns.
///
/// @param keys in which columns the keys are, from 0; from the end when negative, -1 being the last
record Witness(Query query, List<Integer> keys, int added) {
    static Witness of(Query query) {
        return switch (query) {
            case Select select -> of(select);
            case Combined combined -> of(combined);
        };
    }

    private static Witness of(Combined combined) {
        var names = names(combined);
        var keys = new ArrayList<Integer>();
        for (var order : combined.order()) {
            keys.add(
                    switch (order.by()) {
                        case Expr.Literal(_, var text) -> Integer.parseInt(text) - 1;
                        case Expr.Column(_, var name) -> names.indexOf(name);
                        default -> throw new IllegalArgumentException("an order by " + order.by());
                    });
        }
        return new Witness(
                new Combined(combined.operator(), combined.parts(), combined.order(), Limit.NONE),
                keys,
                0);
    }

    private static List<String> names(Query query) {
        return switch (query) {
            case Combined combined -> names(combined.parts().getFirst());
            case Select select -> select.items().stream().map(Witness::name).toList();
        };
    }

    private static String name(Item item) {
        return item.alias().orElse(item.value() instanceof Expr.Column(_, var name) ? name : "");
    }

    private static Witness of(Select select) {
        var items = new ArrayList<>(select.items());
        var keys = new ArrayList<Integer>();
        boolean hasStar = items.stream().anyMatch(item -> item.value() instanceof Expr.Star);
        int added = 0;
        for (var order : select.order()) {
            var place = hasStar ? -1 : place(select, order);
            if (place < 0 && order.by() instanceof Expr.Literal(_, var text)) {
                place = Integer.parseInt(text) - 1;
            } else if (place < 0) {
                items.add(new Item(order.by(), Optional.of("witness_" + added)));
                added++;
                place = -added;
            }
            keys.add(place);
        }
        int all = added;
        var witness =
                new Select(
                        select.distinct(),
                        items,
                        select.from(),
                        select.where(),
                        select.groups(),
                        select.having(),
                        select.order(),
                        Limit.NONE);
        // the first one added is the farthest from the end
        var places = keys.stream().map(key -> key < 0 ? -all - key - 1 : key).toList();
        return new Witness(witness, places, added);
    }

    private static int place(Select select, Order order) {
        for (int i = 0; i < select.items().size(); i++) {
            var item = select.items().get(i);
            boolean isNamed =
                    order.by() instanceof Expr.Column(var table, var name)
                            && table.isEmpty()
                            && name.equals(name(item));
            if (isNamed || item.value().equals(order.by())) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a value of this column stands for several that are equal, such as 0 and 0.00: which of them it is, H2 leaves to the
    /// order in which it finds the rows.
    boolean isOneOfEqual(int column) {
        return switch (query) {
            case Combined combined -> combined.operator().equals("union");
            case Select select ->
                    select.distinct()
                            || (!select.groups().isEmpty()
                                    && aggregates(select, column).allMatch(Witness::isExtreme))
                            || aggregates(select, column).anyMatch(Witness::isExtreme);
        };
    }

    private static Stream<Expr.Aggregate> aggregates(Select select, int column) {
        return column < select.items().size()
                ? select.items()
                        .get(column)
                        .value()
                        .all()
                        .filter(Expr.Aggregate.class::isInstance)
                        .map(Expr.Aggregate.class::cast)
                : Stream.empty();
    }

    private static boolean isExtreme(Expr.Aggregate aggregate) {
        return aggregate.function().equals("min") || aggregate.function().equals("max");
    }

    /// The value of a key in a row of the witness.
    int column(int key, int width) {
        int place = keys.get(key);
        return place < 0 ? width + place : place;
    }
}
