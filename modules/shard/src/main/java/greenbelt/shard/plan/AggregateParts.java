package greenbelt.shard.plan;

import greenbelt.shard.plan.Partials.GroupColumn;
import greenbelt.shard.plan.Partials.Slot;
import greenbelt.shard.plan.Partials.Whole;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Functions;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import greenbelt.shard.sql.SqlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes aggregates apart into what shards can tell.
///
/// Sums are exact. An average is the sum over the count, with the digits that H2 gives it. Variances are put together as Chan,
/// Golub and LeVeque do. Distinct values come sorted, from all shards, and each counts once; those of the sharding column are
/// counted by the shards, because each is on one.
///
/// @see <a href="https://en.wikipedia.org/wiki/Algorithms_for_calculating_variance#Parallel_algorithm">Chan et al.:
///     parallel variance</a>
final class AggregateParts {
    private static final Expr ONE = new Expr.Literal(Expr.Kind.WHOLE, "1");

    private final Select select;
    private final List<Expr> keys;
    private final Block block;
    private final List<Expr.Aggregate> aggregates = new ArrayList<>();
    private final List<Whole> wholes = new ArrayList<>();
    private final List<SlotOf> slots = new ArrayList<>();
    private final List<Expr> branches = new ArrayList<>();
    private final List<Expr> samples = new ArrayList<>();

    /// @param argument empty for a count of rows
    /// @param distinct whether each value counts once
    private record SlotOf(Slot slot, Optional<Expr> argument, boolean distinct) {}

    AggregateParts(Select select, List<Expr> keys, Block block) {
        this.select = select;
        this.keys = keys;
        this.block = block;
    }

    List<Expr.Aggregate> aggregates() {
        return aggregates;
    }

    /// The number of this aggregate, from 0.
    int index(Expr.Aggregate aggregate) {
        if (!aggregates.contains(aggregate)) {
            wholes.add(whole(aggregate));
            aggregates.add(aggregate);
        }
        return aggregates.indexOf(aggregate);
    }

    private Whole whole(Expr.Aggregate aggregate) {
        var argument = argument(aggregate);
        var function = aggregate.function();
        boolean isExtreme = function.equals("min") || function.equals("max");
        if (aggregate.distinct()
                && function.equals("count")
                && argument.filter(this::isApart).isPresent()) {
            return new Whole.Slotted(place(slots, new SlotOf(Slot.COUNT, argument, true)));
        }
        if (aggregate.distinct() && !isExtreme && argument.isPresent()) {
            mustBeExact(aggregate, argument.get());
            boolean isAverage = function.equals("avg");
            return new Whole.OfDistinct(
                    function,
                    place(branches, argument.get()),
                    isAverage ? place(samples, argument.get()) : 0);
        }
        return switch (function) {
            case "count" -> new Whole.Slotted(slot(Slot.COUNT, argument));
            case "min" -> new Whole.Slotted(slot(Slot.MIN, argument));
            case "max" -> new Whole.Slotted(slot(Slot.MAX, argument));
            case "sum" -> {
                mustBeExact(aggregate, argument.orElseThrow());
                yield new Whole.Slotted(slot(Slot.SUM, argument));
            }
            case "avg" -> {
                mustBeExact(aggregate, argument.orElseThrow());
                yield new Whole.Average(
                        slot(Slot.SUM, argument),
                        slot(Slot.COUNT, argument),
                        place(samples, argument.orElseThrow()));
            }
            default -> {
                mustBeExact(aggregate, argument.orElseThrow());
                yield new Whole.Deviation(
                        function,
                        slot(Slot.COUNT, argument),
                        slot(Slot.SUM, argument),
                        slot(Slot.VARIANCE, argument));
            }
        };
    }

    /// Whether no two shards have a value of it in common. Where rows come one by one, not grouped, it would not help.
    private boolean isApart(Expr argument) {
        return keys.isEmpty()
                && argument instanceof Expr.Column column
                && block.isHome(block.scope().resolve(column));
    }

    /// What is aggregated, with the filter as a condition in it.
    private static Optional<Expr> argument(Expr.Aggregate aggregate) {
        if (aggregate.argument().isEmpty() && !aggregate.function().equals("count")) {
            throw new Refused(Refusal.NOT_UNDERSTOOD, SqlWriter.text(aggregate));
        }
        if (aggregate.filter().isEmpty()) {
            return aggregate.argument();
        }
        var when = new Expr.When(aggregate.filter().get(), aggregate.argument().orElse(ONE));
        return Optional.of(new Expr.Case(Optional.empty(), List.of(when), Optional.empty()));
    }

    private static void mustBeExact(Expr.Aggregate aggregate, Expr argument) {
        if (!aggregate.function().equals("count")
                && argument.all().anyMatch(AggregateParts::isApproximate)) {
            throw new Refused(Refusal.APPROXIMATE_SUM, SqlWriter.text(aggregate));
        }
    }

    private static boolean isApproximate(Expr part) {
        return switch (part) {
            case Expr.Call(var function, _) -> Functions.isApproximate(function);
            case Expr.Cast(_, var type) ->
                    type.startsWith("double")
                            || type.startsWith("float")
                            || type.startsWith("real")
                            || type.startsWith("decfloat");
            case Expr.Literal(var kind, var text) ->
                    kind == Expr.Kind.DECIMAL
                            && text.toLowerCase(java.util.Locale.ROOT).contains("e");
            default -> false;
        };
    }

    private int slot(Slot slot, Optional<Expr> argument) {
        return place(slots, new SlotOf(slot, argument, false));
    }

    private static <T> int place(List<T> all, T one) {
        if (!all.contains(one)) {
            all.add(one);
        }
        return all.indexOf(one);
    }

    /// @param keySort how groups come
    Partials partials(List<SortKey> keySort) {
        if (keys.isEmpty() && slots.isEmpty()) {
            slot(Slot.COUNT, Optional.empty()); // one group, also of no rows
        }
        var sort = new ArrayList<>(keySort);
        if (!branches.isEmpty()) {
            for (int i = 0; i <= branches.size(); i++) {
                sort.add(SortKey.of(keys.size() + i));
            }
        }
        return new Partials(
                asked(sort, true, select.where()),
                asked(sort, false, select.where()),
                PartOfGroups.of(keys, block.scope())
                        .map(part ->
                                asked(
                                        sort,
                                        true,
                                        Optional.of(PartOfGroups.and(select.where(), part)))),
                samples.isEmpty() ? Optional.empty() : Optional.of(sampled()),
                keys.size(),
                branches.size(),
                slots.stream().map(SlotOf::slot).toList(),
                wholes,
                sort,
                groupColumns(),
                keys.stream()
                        .flatMapToLong(key -> FewValues.of(key).stream())
                        .reduce(1, (one, other) -> one * other));
    }

    private Pushed asked(List<SortKey> sort, boolean grouped, Optional<Expr> where) {
        var writer = new SqlWriter();
        plain(writer, grouped, where);
        for (int branch = 1; branch <= branches.size(); branch++) {
            distinct(writer.raw(" union all "), branch, where);
        }
        RowsPlanner.order(writer, sort);
        return Pushed.of(writer);
    }

    private void plain(SqlWriter writer, boolean grouped, Optional<Expr> where) {
        // with nothing to add up, each group need come only once
        boolean isOnce = !grouped && slots.isEmpty() && !keys.isEmpty();
        var between = selectKeys(writer.raw("select").raw(isOnce ? " distinct " : " "));
        if (!branches.isEmpty()) {
            writer.raw(between).raw("0").raw(", null".repeat(branches.size()));
            between = ", ";
        }
        for (var slot : slots) {
            writer.raw(between);
            if (grouped) {
                grouped(writer, slot);
            } else {
                single(writer, slot);
            }
            between = ", ";
        }
        from(writer, where);
        if (grouped && !keys.isEmpty()) {
            writer.raw(" group by ").list(keys);
        }
    }

    private String selectKeys(SqlWriter writer) {
        writer.list(keys);
        return keys.isEmpty() ? "" : ", ";
    }

    private static void grouped(SqlWriter writer, SlotOf slot) {
        var function =
                switch (slot.slot()) {
                    case COUNT -> "count";
                    case SUM -> "sum";
                    case MIN -> "min";
                    case MAX -> "max";
                    case VARIANCE -> "var_pop";
                };
        writer.expr(
                new Expr.Aggregate(function, slot.distinct(), slot.argument(), Optional.empty()));
    }

    /// The same for a group of one row.
    private static void single(SqlWriter writer, SlotOf slot) {
        if (slot.argument().isEmpty()) {
            writer.raw("1");
            return;
        }
        var argument = slot.argument().get();
        switch (slot.slot()) {
            case COUNT -> writer.raw("case when ").expr(argument).raw(" is null then 0 else 1 end");
            case SUM, MIN, MAX -> writer.expr(argument);
            case VARIANCE ->
                    writer.raw("case when ")
                            .expr(argument)
                            .raw(" is not null then cast(0 as double precision) end");
        }
    }

    private void distinct(SqlWriter writer, int branch, Optional<Expr> where) {
        var between = selectKeys(writer.raw("select").raw(" distinct "));
        writer.raw(between).raw(Integer.toString(branch));
        for (int i = 1; i <= branches.size(); i++) {
            writer.raw(", ");
            if (i == branch) {
                writer.expr(branches.get(i - 1));
            } else {
                writer.raw("null");
            }
        }
        writer.raw(", null".repeat(slots.size()));
        from(writer, where);
    }

    private void from(SqlWriter writer, Optional<Expr> where) {
        select.from().ifPresent(writer::from);
        writer.where(where);
    }

    /// The average of a 1 of the type of each argument: its digits are those of all averages of that type.
    private Pushed sampled() {
        var writer = new SqlWriter().raw("select").raw(" ");
        for (int i = 0; i < samples.size(); i++) {
            writer.raw(i == 0 ? "" : ", ").raw("avg(x" + i + ")");
        }
        writer.raw(" from (select ");
        for (int i = 0; i < samples.size(); i++) {
            writer.raw(i == 0 ? "" : ", ").expr(samples.get(i)).raw(" as x" + i);
        }
        select.from().ifPresent(writer::from);
        writer.raw(" where false union all select ");
        return Pushed.of(
                writer.raw(String.join(", ", samples.stream().map(_ -> "1").toList())).raw(") s"));
    }

    private List<GroupColumn> groupColumns() {
        return keys.stream()
                .filter(key -> FewValues.of(key).isEmpty())
                .flatMap(Expr::all)
                .filter(Expr.Column.class::isInstance)
                .map(Expr.Column.class::cast)
                .distinct()
                .flatMap(column -> groupColumn(column).stream())
                .toList();
    }

    /// A column of a query in `from` is taken for one that has many values.
    private Optional<GroupColumn> groupColumn(Expr.Column column) {
        return block.scope()
                .source(block.scope().resolve(column))
                .map(source ->
                        new GroupColumn(
                                source.table().map(table -> table.name()).orElse(""),
                                column.name()));
    }
}
