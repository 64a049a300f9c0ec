package greenbelt.shard.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// One query drawn at random, mostly inside the grammar of the planner and sometimes a little outside; with as few parentheses as
/// it may have, and some of its constants as parameters.
final class RandomQuery {
    private final Random random;
    private final String key;
    private final Constants constants;
    private final List<String> numbers = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private String from = "";

    private RandomQuery(Random random, String key, Constants constants) {
        this.random = random;
        this.key = key;
        this.constants = constants;
    }

    /// @param key the sharding column
    /// @param constants writes the constants of the query down
    static Drawn draw(long seed, String key, Function<Random, Constants> constants) {
        var random = new Random(seed);
        var written = constants.apply(random);
        return written.finish(text(random, key, written));
    }

    private static String text(Random random, String key, Constants constants) {
        if (random.nextInt(12) > 0) {
            return new RandomQuery(random, key, constants).query();
        }
        var one = new RandomQuery(random, key, constants).part();
        var other = new RandomQuery(random, key, constants).part();
        return one
                + (random.nextInt(3) == 0 ? " union " : " union all ")
                + other
                + new RandomQuery(random, key, constants)
                        .pick("", " order by 1", " order by 2 desc, 1 limit 7");
    }

    private String part() {
        drawFrom();
        return "select %s, %s from %s%s".formatted(number(1), text(), from, where());
    }

    private String query() {
        drawFrom();
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> rows("select ");
            case 3 -> rows("select distinct ");
            case 4, 5 -> aggregates();
            case 6, 7, 8 -> groups();
            default -> outside();
        };
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private void orders() {
        numbers.addAll(List.of("o.order_id", "o.user_id", "o.total"));
        texts.addAll(List.of("o.region", "o.status", "o.note"));
    }

    private void lines() {
        numbers.addAll(List.of("l.order_id", "l.line_no", "l.user_id", "l.quantity", "l.price"));
        texts.add("l.region");
    }

    private void users() {
        numbers.add("u.user_id");
        texts.addAll(List.of("u.name", "u.region"));
    }

    private void items() {
        numbers.addAll(List.of("i.item_id", "i.price"));
        texts.addAll(List.of("i.name", "i.category"));
    }

    private void drawFrom() {
        int which = random.nextInt(12);
        var left = oneIn(3) ? " left join " : " join ";
        switch (which) {
            case 0, 1, 2, 3 -> {
                from = "orders o";
                orders();
            }
            case 4 -> {
                from = "lines l";
                lines();
            }
            case 5 -> {
                from = "users u";
                users();
            }
            case 6 -> {
                from = "items i";
                items();
            }
            case 7 -> {
                from = "orders o" + left + "lines l on l.order_id = o.order_id" + tied("l", "o");
                orders();
                lines();
            }
            case 8 -> {
                var also = key.equals("order_id") || oneIn(6) ? "" : tied("u", "o");
                from = "orders o" + left + "users u on u.user_id = o.user_id" + also;
                orders();
                users();
            }
            case 9 -> {
                from =
                        oneIn(4)
                                ? "items i" + left + "lines l on i.item_id = l.item_id"
                                : "lines l" + left + "items i on i.item_id = l.item_id";
                lines();
                items();
            }
            case 10 -> {
                from =
                        "orders o, lines l join items i on i.item_id = l.item_id where l.order_id ="
                                + " o.order_id"
                                + tied("l", "o");
                orders();
                lines();
                items();
            }
            default -> derived();
        }
    }

    private String tied(String one, String other) {
        return oneIn(8) || (key.equals("order_id") && one.equals("l"))
                ? ""
                : " and %s.%s = %s.%s".formatted(one, key, other, key);
    }

    private void derived() {
        var grouped = oneIn(2);
        var columns = key.equals("region") ? "region, order_id" : "region, user_id as order_id";
        from =
                grouped
                        ? "(select %s, count(*) as n, max(status) as s from orders group by %s) o"
                                .formatted(key, key)
                        : "(select %s, total as n, status as s from orders where total > 1) o"
                                .formatted(columns);
        numbers.add("o.n");
        texts.add("o.s");
        if (oneIn(3)) {
            texts.add("o.status"); // there is none
        }
    }

    private String where() {
        var and = from.contains(" where ") ? " and " : " where ";
        return switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> and + onKey();
            case 4 ->
                    and + onNumber() + pick("", "", " and " + condition(0), " or " + condition(0));
            case 2 -> and + onKey() + pick(" and ", " or ") + condition(2);
            default -> and + (and.isBlank() ? condition(2) : condition(1));
        };
    }

    private String onKey() {
        var columns = new ArrayList<>(numbers);
        columns.addAll(texts);
        var keys = columns.stream().filter(column -> column.endsWith("." + key)).toList();
        if (keys.isEmpty()) {
            return condition(1);
        }
        var column = pick(keys);
        return switch (random.nextInt(6)) {
            case 0, 1 -> column + " = " + keyValue();
            case 2 -> "%s in (%s, %s)".formatted(column, keyValue(), keyValue());
            case 3 -> "%s between %s and %s".formatted(column, keyValue(), keyValue());
            case 4 -> column + pick(" > ", " >= ", " < ", " <= ", " <> ") + keyValue();
            default -> pick("not ", "") + column + " = " + keyValue();
        };
    }

    /// By the number of an order or a user, for which there may be a lookup index.
    private String onNumber() {
        var found =
                numbers.stream()
                        .filter(one -> one.endsWith(".order_id") || one.endsWith(".user_id"))
                        .toList();
        if (found.isEmpty()) {
            return condition(1);
        }
        var column = pick(found);
        Supplier<String> number =
                () -> column.endsWith(".order_id") ? constants.order() : constants.user();
        return oneIn(3)
                ? "%s in (%s, %s)".formatted(column, number.get(), number.get())
                : column + " = " + number.get();
    }

    private String keyValue() {
        return switch (key) {
            case "region" -> constants.text("north", "south", "east", "west");
            case "order_id" -> constants.order();
            default -> constants.user();
        };
    }

    private String condition(int depth) {
        if (depth > 0 && oneIn(2)) {
            var one = condition(depth - 1);
            var other = condition(depth - 1);
            return switch (random.nextInt(4)) {
                case 0 -> one + " and " + other;
                case 1 -> one + " or " + other;
                case 2 -> "not (" + one + ")" + pick(" and ", " or ") + other;
                default -> "(" + one + " or " + other + ") and " + simple();
            };
        }
        return oneIn(6) ? "not " + simple() : simple();
    }

    private String simple() {
        return switch (random.nextInt(10)) {
            case 0 -> number(1) + " > " + constants.below(5);
            case 1 -> number(1) + pick(" <= ", " = ", " <> ", " < ") + number(1);
            case 2 ->
                    text() + " = " + constants.text("paid", "north", "user 1", "note 1", "kind 2");
            case 3 -> text() + " is " + pick("", "not ") + "null";
            case 4 -> number(0) + pick(" in ", " not in ") + "(1, 2, 3.5, 17)";
            case 5 -> text() + pick(" in ", " not in ") + "('paid', 'north', 'open', 'east')";
            case 6 -> text() + pick(" like ", " not like ") + constants.text("%o%", "s%", "%1");
            case 7 ->
                    number(0) + pick(" between ", " not between ") + "1 and " + constants.below(9);
            case 8 -> text() + " is distinct from " + text();
            default -> number(0) + " is not null";
        };
    }

    private String number(int depth) {
        var column = pick(numbers);
        if (depth == 0) {
            return column;
        }
        return switch (random.nextInt(9)) {
            case 0 -> column + " + " + number(depth - 1);
            case 1 -> number(depth - 1) + " - " + column + " * 2";
            case 2 -> "coalesce(" + column + ", 0)";
            case 3 -> "case when " + simple() + " then " + column + " else 1 end";
            case 4 -> column + " / 4";
            default -> column;
        };
    }

    private String text() {
        var column = pick(texts);
        return oneIn(6)
                ? "coalesce(" + column + ", 'none')"
                : oneIn(8) ? column + " || '!'" : column;
    }

    private String value() {
        return oneIn(2) ? number(1) : text();
    }

    private String rows(String begin) {
        var items = items(1 + random.nextInt(4), this::value);
        return begin
                + String.join(", ", items)
                + " from "
                + from
                + where()
                + order(items)
                + limit();
    }

    private static List<String> items(int count, Supplier<String> one) {
        return IntStream.range(0, count).mapToObj(_ -> one.get()).toList();
    }

    private String order(List<String> items) {
        if (oneIn(3)) {
            return "";
        }
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ ->
                        (oneIn(5)
                                        ? number(1)
                                        : oneIn(2)
                                                ? pick(items)
                                                : Integer.toString(
                                                        1 + random.nextInt(items.size())))
                                + pick("", "", " desc")
                                + pick("", "", " nulls first", " nulls last"))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private String limit() {
        return switch (random.nextInt(5)) {
            case 0 -> " limit " + constants.below(12);
            case 1 -> " limit " + constants.below(12) + " offset " + constants.below(30);
            case 2 -> oneIn(3) ? " offset " + constants.below(50) : "";
            default -> "";
        };
    }

    private String aggregate() {
        var filter = oneIn(7) ? " filter (where " + simple() + ")" : "";
        return switch (random.nextInt(11)) {
            case 0 -> "count(*)" + filter;
            case 1 -> "count(" + value() + ")" + filter;
            case 2 -> "count(distinct " + value() + ")" + filter;
            case 3, 4 -> "sum(" + number(1) + ")" + filter;
            case 5 -> "avg(" + number(1) + ")" + filter;
            case 6 -> "min(" + value() + ")" + filter;
            case 7 -> "max(" + value() + ")" + filter;
            case 8 -> pick("sum", "avg") + "(distinct " + number(1) + ")";
            case 9 -> oneIn(4) ? pick("stddev", "var_pop") + "(" + number(0) + ")" : "count(*)";
            default -> "sum(" + number(0) + ") / count(*)";
        };
    }

    private String aggregates() {
        var items = items(1 + random.nextInt(3), this::aggregate);
        return "select " + String.join(", ", items) + " from " + from + where() + having();
    }

    private String having() {
        if (!oneIn(4)) {
            return "";
        }
        return " having "
                + onGroup()
                + (oneIn(3) ? pick(" and ", " or ", " and not ") + onGroup() : "");
    }

    /// Of numbers: which part of a condition H2 looks at first, and whether at the other, is up to it.
    private String onGroup() {
        return switch (random.nextInt(5)) {
            case 0 ->
                    ofNumbers() + " between " + constants.below(5) + " and " + constants.below(60);
            case 1 -> ofNumbers() + pick(" in ", " not in ") + "(1, 2, 5.50, null)";
            case 2 -> ofNumbers() + pick(" * 2", " + 1", " - 3") + " > " + constants.below(40);
            default ->
                    ofNumbers()
                            + pick(" > ", " <= ", " <> ", " is not null or 1 = ")
                            + constants.below(40);
        };
    }

    private String ofNumbers() {
        return switch (random.nextInt(5)) {
            case 0 -> "count(*)";
            case 1 -> "count(" + value() + ")";
            case 2 -> "avg(" + number(1) + ")";
            default -> pick("sum(", "min(", "max(") + number(1) + ")";
        };
    }

    private String groups() {
        var keys = items(1 + random.nextInt(2), this::value);
        var items = new ArrayList<String>();
        keys.stream().filter(_ -> !oneIn(6)).forEach(items::add);
        items.addAll(items(1 + random.nextInt(2), this::aggregate));
        if (oneIn(15)) {
            items.add(value()); // perhaps not grouped by
        }
        return pick("select ", "select ", "select ", "select distinct ")
                + String.join(", ", items)
                + " from "
                + from
                + where()
                + " group by "
                + String.join(", ", keys)
                + having()
                + groupOrder(items, keys)
                + limit();
    }

    private String groupOrder(List<String> items, List<String> keys) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> " order by " + String.join(", ", keys) + pick("", " desc");
            case 2 ->
                    " order by "
                            + (1 + random.nextInt(items.size()))
                            + pick("", " desc nulls last");
            default ->
                    " order by " + aggregate() + pick("", " desc") + ", " + String.join(", ", keys);
        };
    }

    private String outside() {
        var number = pick(numbers);
        var where = where();
        return switch (random.nextInt(7)) {
            case 0 ->
                    "select %s, row_number() over (order by %s) from %s%s"
                            .formatted(number, number, from, where);
            case 1 -> "select median(%s) from %s%s".formatted(number, from, where);
            case 2 ->
                    "select %s from %s%s%s exists (select 1 from lines x where x.%s = %s)"
                            .formatted(number, from, where, and(where), key, keyColumn());
            case 3 ->
                    "select %s from %s%s%s %s = (select max(x.order_id) from orders x where x.%s = %s)"
                            .formatted(number, from, where, and(where), number, key, keyValue());
            case 4 ->
                    "select %s from %s%s%s %s in (select x.item_id from items x where x.price > 2)"
                            .formatted(number, from, where, and(where), number);
            case 5 ->
                    "select %s from %s%s except select %s from %s"
                            .formatted(number, from, where, number, from);
            default ->
                    "select listagg(%s, ',') within group (order by %s) from %s%s"
                            .formatted(text(), number, from, where);
        };
    }

    private String and(String where) {
        return where.isEmpty() && !from.contains(" where ") ? " where" : " and";
    }

    private String keyColumn() {
        var columns = new ArrayList<>(numbers);
        columns.addAll(texts);
        return columns.stream()
                .filter(one -> one.endsWith("." + key))
                .findFirst()
                .orElse(pick(numbers));
    }
}
