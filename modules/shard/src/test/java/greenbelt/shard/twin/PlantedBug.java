package greenbelt.shard.twin;

import greenbelt.shard.map.Layout;
import greenbelt.shard.plan.Finish;
import greenbelt.shard.plan.Partials;
import greenbelt.shard.plan.Partials.Slot;
import greenbelt.shard.plan.Plan;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.plan.Route;
import greenbelt.shard.plan.SortKey;
import greenbelt.shard.sql.Expr;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A mistake that a planner can make, done to its right plans.
enum PlantedBug implements UnaryOperator<Plan> {
    AVERAGE_OF_AVERAGES {
        @Override
        Plan rows(Plan.Rows plan) {
            return plan;
        }

        @Override
        Partials partials(Partials right, Pushed whole) {
            var sql =
                    right.grouped()
                            .sql()
                            .replaceAll("sum\\((\\w+\\.\\w+)\\)", "avg($1)")
                            .replaceAll("count\\((\\w+\\.\\w+)\\)", "1");
            return right.aggregates().stream().anyMatch(Partials.Whole.Average.class::isInstance)
                    ? with(right, sql, right.slots(), right.sort())
                    : right;
        }
    },
    LIMIT_PUSHED_WITHOUT_OFFSET {
        @Override
        Plan rows(Plan.Rows plan) {
            return plan.limit().offset().isPresent() ? pushed(plan, limited(plan, "")) : plan;
        }
    },
    OFFSET_ON_EACH_SHARD {
        @Override
        Plan rows(Plan.Rows plan) {
            var offset = Plan.literal(plan.limit().offset());
            return offset.isPresent() && plan.limit().rows().isPresent()
                    ? pushed(plan, limited(plan, " offset " + offset.get()))
                    : plan;
        }
    },
    HAVING_PUSHED_DOWN {
        @Override
        Partials partials(Partials right, Pushed whole) {
            var having =
                    Pattern.compile(" having (.*?)( order by.*| limit.*)?$").matcher(whole.sql());
            var sql = right.grouped().sql();
            return having.find() && right.keys() > 0 && right.branches() == 0
                    ? with(
                            right,
                            sql.replace(" order by ", " having " + having.group(1) + " order by "),
                            right.slots(),
                            right.sort())
                    : right;
        }
    },
    DISTINCT_COUNTS_SUMMED {
        @Override
        Partials partials(Partials right, Pushed whole) {
            return with(
                    right,
                    right.grouped().sql(),
                    right.slots(),
                    right.sort().subList(0, right.keys()));
        }
    },
    DISTINCT_ON_EACH_SHARD {
        @Override
        Plan rows(Plan.Rows plan) {
            return new Plan.Rows(
                    plan.route(),
                    plan.whole(),
                    plan.part(),
                    plan.width(),
                    plan.sort(),
                    false,
                    plan.limit());
        }
    },
    NULLS_MERGED_LAST {
        @Override
        Plan rows(Plan.Rows plan) {
            return sorted(
                    plan,
                    plan.sort().stream()
                            .map(key ->
                                    new SortKey(key.column(), key.descending(), !key.nullsFirst()))
                            .toList());
        }
    },
    MERGED_WITHOUT_ORDER {
        @Override
        Plan rows(Plan.Rows plan) {
            return plan.distinct() ? plan : sorted(plan, List.of());
        }
    },
    ONE_SHARD_FOR_ALL {
        @Override
        Plan rows(Plan.Rows plan) {
            return new Plan.Rows(
                    one(plan.route()),
                    plan.whole(),
                    plan.part(),
                    plan.width(),
                    plan.sort(),
                    plan.distinct(),
                    plan.limit());
        }
    },
    LARGEST_SUM_FOR_ALL {
        @Override
        Partials partials(Partials right, Pushed whole) {
            return with(
                    right, right.grouped().sql(), slots(right, Slot.SUM, Slot.MAX), right.sort());
        }
    },
    COUNT_OF_ONE_SHARD {
        @Override
        Partials partials(Partials right, Pushed whole) {
            return with(
                    right, right.grouped().sql(), slots(right, Slot.COUNT, Slot.MIN), right.sort());
        }
    },
    GROUPS_OUT_OF_ORDER {
        @Override
        Finish finish(Finish right) {
            return new Finish(
                    right.columns(),
                    right.having(),
                    right.direct(),
                    right.computed(),
                    right.distinct(),
                    right.sort(),
                    true,
                    right.limit());
        }
    },
    UNION_WITHOUT_DOUBLES {
        @Override
        Plan union(Plan.Union plan) {
            return new Plan.Union(
                    plan.parts(), plan.typed(), plan.columns(), true, plan.sort(), plan.limit());
        }
    };

    @Override
    public Plan apply(Plan plan) {
        return switch (plan) {
            case Plan.Rows rows -> rows(rows);
            case Plan.ByKey(var rows, var groups) ->
                    new Plan.ByKey((Plan.Rows) rows(rows), (Plan.Groups) apply(groups));
            case Plan.Groups groups ->
                    new Plan.Groups(
                            groups.route(),
                            groups.whole(),
                            partials(groups.partials(), groups.whole()),
                            finish(groups.finish()));
            case Plan.Union union -> union(union);
            case Plan.OneShard _, Plan.Change _, Plan.Add _ -> plan;
        };
    }

    Plan rows(Plan.Rows plan) {
        return plan;
    }

    Partials partials(Partials right, Pushed whole) {
        return right;
    }

    Finish finish(Finish right) {
        return right;
    }

    Plan union(Plan.Union plan) {
        return plan;
    }

    private static Plan pushed(Plan.Rows plan, Pushed part) {
        return new Plan.Rows(
                plan.route(),
                plan.whole(),
                part,
                plan.width(),
                plan.sort(),
                plan.distinct(),
                plan.limit());
    }

    private static Plan sorted(Plan.Rows plan, List<SortKey> sort) {
        return new Plan.Rows(
                plan.route(),
                plan.whole(),
                plan.part(),
                plan.width(),
                sort,
                plan.distinct(),
                plan.limit());
    }

    private static Pushed limited(Plan.Rows plan, String more) {
        var rows = Plan.literal(plan.limit().rows());
        var sql = plan.part().sql();
        return rows.isEmpty()
                ? plan.part()
                : new Pushed(
                        sql.replace(" limit ?", " limit " + rows.get() + more),
                        plan.part().parameters().stream()
                                .filter(one -> one != Pushed.LIMIT)
                                .toList());
    }

    private static Partials with(
            Partials right, String grouped, List<Slot> slots, List<SortKey> sort) {
        return new Partials(
                new Pushed(grouped, right.grouped().parameters()),
                right.rows(),
                right.parted(),
                right.samples(),
                right.keys(),
                right.branches(),
                slots,
                right.aggregates(),
                sort,
                right.columns(),
                right.most());
    }

    private static List<Slot> slots(Partials right, Slot from, Slot to) {
        return right.slots().stream().map(slot -> slot == from ? to : slot).toList();
    }

    private static Route one(Route route) {
        var table = Layout.BY_USER.catalog().table("users").orElseThrow();
        var key = new Expr.Literal(Expr.Kind.WHOLE, "1");
        return route instanceof Route.All
                ? new Route.Key(table, table.column("user_id").orElseThrow(), key)
                : route;
    }
}
