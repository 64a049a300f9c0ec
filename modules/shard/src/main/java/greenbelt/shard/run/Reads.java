package greenbelt.shard.run;

import greenbelt.shard.map.ShardId;
import greenbelt.shard.plan.Finish;
import greenbelt.shard.plan.Partials;
import greenbelt.shard.plan.Plan;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.run.Computed.Formula;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Builds the chain of sources that gives the rows of a plan.
final class Reads {
    private final Asked asked;
    private final long groupsHeld;

    /// @param groupsHeld how many groups a shard may hold in memory
    Reads(Asked asked, long groupsHeld) {
        this.asked = asked;
        this.groupsHeld = groupsHeld;
    }

    /// Rows and the names of their columns.
    ///
    /// @param width how many of their columns belong to the result; -1 for all
    private record Found(Supplier<List<String>> columns, int width, RowSource rows) {}

    Answer answer(Plan.Read plan) {
        var found = found(plan);
        return new Answer(found.columns(), found.width(), found.rows(), asked);
    }

    private Found found(Plan.Read plan) {
        return switch (plan) {
            case Plan.OneShard(var route, var whole) -> whole(asked.shards(route), whole);
            case Plan.Rows rows -> rows(rows);
            case Plan.ByKey(var rows, var groups) ->
                    grouping(groups, asked.shards(groups.route())).equals(Grouping.AT_ONCE)
                            ? rows(rows)
                            : groups(groups);
            case Plan.Groups groups -> groups(groups);
            case Plan.Union union -> union(union);
        };
    }

    private Found whole(NavigableSet<ShardId> shards, Pushed whole) {
        if (shards.size() != 1) {
            throw new IllegalStateException("one shard was proved, found " + shards);
        }
        var rows = asked.one(shards.first(), whole);
        return new Found(rows::columns, -1, rows);
    }

    private Found rows(Plan.Rows plan) {
        var shards = asked.shards(plan.route());
        if (shards.size() == 1) {
            return whole(shards, plan.whole());
        }
        var limit = plan.limit();
        var sources = asked.each(shards, plan.part(), asked.arguments().needed(limit));
        RowSource rows = new Merged(sources, new RowOrder(plan.sort()));
        if (plan.distinct()) {
            rows = Pipeline.distinct(rows, RowOrder.ofFirst(plan.width()));
        }
        return new Found(() -> columns(sources, plan.width()), plan.width(), slice(rows, limit));
    }

    private static List<String> columns(List<FedRows> sources, int width) {
        return sources.stream()
                .map(FedRows::columns)
                .filter(columns -> columns.size() >= width)
                .findFirst()
                .map(columns -> columns.subList(0, width))
                .orElse(List.of());
    }

    private RowSource slice(RowSource rows, greenbelt.shard.sql.Query.Limit limit) {
        return limit.isSet()
                ? Pipeline.slice(
                        rows, asked.arguments().offset(limit), asked.arguments().rows(limit))
                : rows;
    }

    private Found groups(Plan.Groups plan) {
        var shards = asked.shards(plan.route());
        var grouping = grouping(plan, shards);
        if (shards.size() == 1 && grouping.equals(Grouping.AT_ONCE)) {
            return whole(shards, plan.whole());
        }
        var samples = samples(plan);
        var groups =
                new OneByOne(
                        grouping.parts(),
                        part -> groups(plan.partials(), shards, grouping, part, samples));
        var finish = plan.finish();
        return new Found(finish::columns, finish.width(), finished(plan, groups, grouping));
    }

    private Grouping grouping(Plan.Groups plan, NavigableSet<ShardId> shards) {
        return new GroupEstimate(asked.held(), asked.arguments(), groupsHeld).of(plan, shards);
    }

    private GroupRows groups(
            Partials partials,
            NavigableSet<ShardId> shards,
            Grouping grouping,
            int part,
            List<@Nullable Object> samples) {
        var single = grouping.single() ? partials.rows() : partials.grouped();
        var pushed = grouping.parts() == 1 ? single : partials.parted().orElseThrow();
        var values = asked.arguments().ofPart(pushed, grouping.parts(), part);
        var merged = new Merged(asked.each(shards, pushed, values), new RowOrder(partials.sort()));
        return new GroupRows(merged, partials, samples, grouping.single());
    }

    private List<@Nullable Object> samples(Plan.Groups plan) {
        var asking = plan.partials().samples();
        return asking.isEmpty()
                ? List.of()
                : Arrays.asList(asked.any("type of averages", asking.get()).getFirst());
    }

    private RowSource finished(Plan.Groups plan, RowSource groups, Grouping grouping) {
        var finish = plan.finish();
        var condition =
                finish.having()
                        .flatMap(having ->
                                Condition.of(
                                        having,
                                        new Operands(plan.partials().keys(), asked.arguments())));
        boolean hasCondition = finish.having().isPresent();
        var rows =
                finish.computed()
                        .<RowSource>map(head ->
                                new Computed(
                                        groups,
                                        new Formula(asked, head, ") g", hasCondition),
                                        Shortcut.ofGroups(
                                                condition, hasCondition, finish.direct())))
                        .orElseGet(() -> new Picked(groups, finish.direct()));
        boolean inOrder = finish.inOrder() && (grouping.parts() == 1 || finish.sort().isEmpty());
        if (!finish.distinct() && inOrder) {
            return slice(rows, finish.limit());
        }
        return slice(sorted(rows, finish), finish.limit());
    }

    private RowSource sorted(RowSource rows, Finish finish) {
        return new Sorted(
                rows,
                new RowOrder(finish.sort()),
                finish.distinct(),
                finish.width(),
                asked.arguments().needed(finish.limit()));
    }

    private Found union(Plan.Union plan) {
        var parts = new ArrayList<RowSource>();
        for (var part : plan.parts()) {
            var found = found(part);
            parts.add(
                    found.width() < 0
                            ? found.rows()
                            : new Picked(found.rows(), first(found.width())));
        }
        RowSource rows =
                new Computed(
                        new Merged(parts, new RowOrder(List.of())),
                        new Formula(asked, plan.typed(), ") v", false),
                        Shortcut.ofConversions(plan.columns().size()));
        if (plan.distinct() || !plan.sort().isEmpty()) {
            rows =
                    new Sorted(
                            rows,
                            new RowOrder(plan.sort()),
                            plan.distinct(),
                            plan.columns().size(),
                            asked.arguments().needed(plan.limit()));
        }
        return new Found(plan::columns, -1, slice(rows, plan.limit()));
    }

    private static List<Integer> first(int width) {
        return java.util.stream.IntStream.range(0, width).boxed().toList();
    }
}
