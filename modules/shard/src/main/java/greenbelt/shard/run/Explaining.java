package greenbelt.shard.run;

import greenbelt.database.DatabaseException;
import greenbelt.shard.estimate.Estimate;
import greenbelt.shard.estimate.Statistics;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMapException;
import greenbelt.shard.plan.Finish;
import greenbelt.shard.plan.Partials;
import greenbelt.shard.plan.Plan;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.plan.Route;
import greenbelt.shard.plan.SortKey;
import greenbelt.shard.run.Cluster.Held;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.Query.Limit;
import greenbelt.shard.sql.SqlParser;
import greenbelt.shard.sql.SqlWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Says what a plan does, for the values of one statement and one version of the map.
final class Explaining {
    private final Held held;
    private final Arguments arguments;
    private final long groupsHeld;

    Explaining(Held held, Arguments arguments, long groupsHeld) {
        this.held = held;
        this.arguments = arguments;
        this.groupsHeld = groupsHeld;
    }

    Explanation explain(Plan plan) {
        return switch (plan) {
            case Plan.OneShard(var route, var whole) -> of(route, whole, 0, List.of());
            case Plan.Rows rows -> rows(rows);
            case Plan.ByKey(var rows, var groups) ->
                    grouping(groups, shards(groups.route())).equals(Grouping.AT_ONCE)
                            ? rows(rows)
                            : groups(groups);
            case Plan.Groups groups -> groups(groups);
            case Plan.Union union -> union(union);
            case Plan.Change change -> change(change);
            case Plan.Add add -> add(add);
        };
    }

    private NavigableSet<ShardId> shards(Route route) {
        return new Router(held, arguments).shards(route);
    }

    /// @param limit the most rows of one shard, where the statement asks for that
    private Explanation of(Route route, Pushed pushed, long limit, List<String> merge) {
        var shards = shards(route);
        return new Explanation(
                why(route),
                shards,
                List.of(pushed.sql()),
                merge,
                estimates(shards, pushed, limit),
                new TreeMap<>());
    }

    private NavigableMap<ShardId, Long> estimates(
            NavigableSet<ShardId> shards, Pushed pushed, long limit) {
        var found = new TreeMap<ShardId, Long>();
        if (!(SqlParser.parse(pushed.sql()) instanceof Query query)) {
            return found;
        }
        var values = List.of(arguments.of(pushed, limit));
        for (var shard : shards) {
            try {
                var statistics = new Statistics(held.database(shard));
                var estimate = new Estimate(statistics, held.map().catalog(), values);
                found.put(shard, Math.round(estimate.rows(query)));
            } catch (DatabaseException failure) {
                found.remove(shard); // whoever runs it will hear why
            }
        }
        return found;
    }

    private Explanation rows(Plan.Rows plan) {
        if (shards(plan.route()).size() == 1) {
            return of(plan.route(), plan.whole(), 0, List.of());
        }
        var merge = new ArrayList<String>();
        merge.add(
                plan.sort().isEmpty()
                        ? "rows of one shard after those of the other"
                        : "k-way merge by " + sort(plan.sort()));
        if (plan.distinct()) {
            merge.add("equal rows, which come one after another, become one");
        }
        limit(plan.limit(), merge);
        return of(plan.route(), plan.part(), arguments.needed(plan.limit()), merge);
    }

    private Explanation groups(Plan.Groups plan) {
        var shards = shards(plan.route());
        var partials = plan.partials();
        var grouping = grouping(plan, shards);
        boolean single = grouping.single();
        if (shards.size() == 1 && grouping.equals(Grouping.AT_ONCE)) {
            return of(plan.route(), plan.whole(), 0, List.of());
        }
        var merge = new ArrayList<String>();
        merge.add("k-way merge by " + sort(partials.sort()));
        merge.add(
                single
                        ? "rows are grouped here, one group at a time: a shard could have more than %d groups"
                                .formatted(groupsHeld)
                        : "parts of one group become one: " + parts(partials));
        if (grouping.parts() > 1) {
            merge.add(
                    "so %d times, each time for a part of the groups by the hash of their keys: a shard could have more than %d"
                            .formatted(grouping.parts(), groupsHeld));
        }
        finish(plan.finish(), grouping, merge);
        return of(plan.route(), single ? partials.rows() : partials.grouped(), 0, merge);
    }

    private Grouping grouping(Plan.Groups plan, NavigableSet<ShardId> shards) {
        return new GroupEstimate(held, arguments, groupsHeld).of(plan, shards);
    }

    private static String parts(Partials partials) {
        var slots =
                partials.slots().stream()
                        .map(slot -> slot.name().toLowerCase(java.util.Locale.ROOT))
                        .toList();
        return partials.branches() == 0
                ? String.join(", ", slots)
                : String.join(", ", slots) + "; distinct values, which come sorted, count once";
    }

    private void finish(Finish finish, Grouping grouping, List<String> merge) {
        finish.having().ifPresent(having -> merge.add(condition(having)));
        if (finish.computed().isPresent() && finish.direct().isEmpty()) {
            merge.add("columns of whole groups are computed by H2 on one shard");
        }
        if (finish.distinct()) {
            merge.add("equal rows become one");
        }
        if (!finish.sort().isEmpty()) {
            merge.add(
                    finish.inOrder() && grouping.parts() == 1
                            ? "they come in order"
                            : "sorted here by %s, at most %d kept"
                                    .formatted(sort(finish.sort()), Sorted.MAX_KEPT));
        }
        limit(finish.limit(), merge);
    }

    private String condition(Expr having) {
        return "the condition on whole groups is decided "
                + (Condition.of(having, new Operands(0, arguments)).isPresent()
                        ? "here"
                        : "by H2 on one shard");
    }

    private void limit(Limit limit, List<String> merge) {
        if (limit.isSet()) {
            long rows = arguments.rows(limit);
            merge.add(
                    "after %d rows%s"
                            .formatted(
                                    arguments.offset(limit),
                                    rows == Long.MAX_VALUE
                                            ? ""
                                            : ", the next "
                                                    + rows
                                                    + "; then the shards are left alone"));
        }
    }

    private static String sort(List<SortKey> sort) {
        return sort.isEmpty()
                ? "nothing"
                : String.join(
                        ", ",
                        sort.stream()
                                .map(key ->
                                        "column "
                                                + (key.column() + 1)
                                                + (key.descending() ? " desc" : ""))
                                .toList());
    }

    private Explanation union(Plan.Union plan) {
        var route = new ArrayList<String>();
        var shards = new TreeSet<ShardId>();
        var pushed = new ArrayList<String>();
        var merge = new ArrayList<String>();
        var estimates = new TreeMap<ShardId, Long>();
        for (var part : plan.parts()) {
            var one = explain(part);
            route.addAll(one.route());
            shards.addAll(one.shards());
            pushed.addAll(one.pushed());
            merge.addAll(one.merge());
            one.estimates().forEach((shard, rows) -> estimates.merge(shard, rows, Long::sum));
        }
        merge.add("one part after the other, with the types they have in common");
        if (plan.distinct()) {
            merge.add("equal rows become one");
        }
        if (!plan.sort().isEmpty()) {
            merge.add("sorted here by " + sort(plan.sort()));
        }
        limit(plan.limit(), merge);
        return new Explanation(route, shards, pushed, merge, estimates, new TreeMap<>());
    }

    private Explanation change(Plan.Change plan) {
        return plan.everywhere()
                ? new Explanation(
                        List.of(
                                plan.table().name()
                                        + " is a reference table: every copy is written."),
                        held.map().shards(),
                        List.of(plan.sql().sql()),
                        List.of(),
                        Collections.emptyNavigableMap(),
                        Collections.emptyNavigableMap())
                : of(plan.route(), plan.sql(), 0, List.of("the numbers of rows are added up"));
    }

    private Explanation add(Plan.Add plan) {
        var text = SqlWriter.text(plan.insert());
        if (plan.key().isEmpty()) {
            return new Explanation(
                    List.of(plan.table().name() + " is a reference table: every copy is written."),
                    held.map().shards(),
                    List.of(text),
                    List.of(),
                    new TreeMap<>(),
                    new TreeMap<>());
        }
        return new Explanation(
                List.of(
                        "Each row goes to the shard of its "
                                + plan.table().shardingColumn().orElseThrow()
                                + "."),
                new Additions(plan, arguments, held.map()).shards(),
                List.of(text),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private List<String> why(Route route) {
        return switch (route) {
            case Route.All _ ->
                    List.of("Nothing is said of the sharding column: every shard is asked.");
            case Route.Anywhere _ -> List.of("Only reference tables: any shard has all the rows.");
            case Route.Key(_, var column, var value) -> List.of(key(column.type(), value));
            case Route.Range(_, var column, var low, var high) ->
                    List.of(
                            "%s from %s to %s: shards that can have such values."
                                    .formatted(column.name(), text(low), text(high)));
            case Route.Lookup(var index, var column, var value) ->
                    List.of(
                            "%s = %s is looked up in %s."
                                    .formatted(
                                            column.name(),
                                            SqlWriter.text(value),
                                            index.indexTable()));
            case Route.Both(var routes) -> listed("All of these must hold:", routes);
            case Route.Either(var routes) -> listed("One of these must hold:", routes);
        };
    }

    private String key(greenbelt.shard.map.ColumnType type, Expr value) {
        var key = arguments.key(value, type);
        if (key.isEmpty()) {
            return "%s is no sharding value: no row has it.".formatted(SqlWriter.text(value));
        }
        try {
            return held.map().explain(key.get());
        } catch (ShardMapException none) {
            return "%s: no row has it.".formatted(none.getMessage());
        }
    }

    private static String text(Optional<Expr> bound) {
        return bound.map(SqlWriter::text).orElse("any");
    }

    private List<String> listed(String first, List<Route> routes) {
        var all = new ArrayList<String>();
        all.add(first);
        routes.forEach(route -> all.addAll(why(route)));
        return all;
    }
}
