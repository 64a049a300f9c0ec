package greenbelt.command.gateway;

import greenbelt.command.Command;
import greenbelt.command.Result;
import greenbelt.gateway.SafeguardsView;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.ArrayList;
import java.util.List;

/// How the gateway fares with services that fail.
final class SafeguardCommands {
    private SafeguardCommands() {}

    static Command safeguards() {
        return new Command(
                        "safeguards",
                        "Shows how the gateway safeguards services that fail: retry budgets, bulkheads, copies, kept answers",
                        List.of(),
                        List.of("safeguards", "safeguards --json"),
                        call -> shown(call.simulator().gateway().safeguards()))
                .teaching(
                        "Retries without a budget make an outage worse; a bulkhead keeps it in one place")
                .watched();
    }

    private static Result shown(SafeguardsView view) {
        var parts = new ArrayList<Result>();
        parts.add(
                view.retries().isEmpty()
                        ? Result.of("no route sends requests again", "")
                        : retries(view.retries()));
        parts.add(
                view.bulkheads().isEmpty()
                        ? Result.of("no upstream limits how many are under way at once", "")
                        : bulkheads(view.bulkheads()));
        parts.add(
                view.mirrors().isEmpty()
                        ? Result.of("no route sends copies", "")
                        : mirrors(view.mirrors()));
        parts.add(
                view.cache()
                        .map(SafeguardCommands::cache)
                        .orElse(Result.of("no route keeps answers", "")));
        return Result.stacked(view, parts.toArray(Result[]::new));
    }

    private static Result retries(List<SafeguardsView.RetriesView> retries) {
        var table =
                Table.of(
                        Column.left("upstream"),
                        Column.left("retry budget"),
                        Column.right("used"),
                        Column.right("allowed"),
                        Column.right("retries"),
                        Column.right("refused"));
        for (var it : retries) {
            table =
                    table.row(
                            it.upstream(),
                            it.says(),
                            it.used(),
                            it.allowed(),
                            it.sent(),
                            it.refused());
        }
        return Result.of(table);
    }

    private static Result bulkheads(List<SafeguardsView.BulkheadView> bulkheads) {
        var table =
                Table.of(
                        Column.left("upstream"),
                        Column.right("at most"),
                        Column.right("under way"),
                        Column.right("refused"));
        for (var it : bulkheads) {
            table = table.row(it.upstream(), it.bound(), it.underWay(), it.refused());
        }
        return Result.of(table);
    }

    private static Result mirrors(List<SafeguardsView.MirrorView> mirrors) {
        var table =
                Table.of(
                        Column.left("route"),
                        Column.left("copies to"),
                        Column.right("sent"),
                        Column.right("under way"),
                        Column.right("failed"),
                        Column.right("skipped"));
        for (var it : mirrors) {
            table =
                    table.row(
                            it.route(),
                            it.to(),
                            it.sent(),
                            it.underWay(),
                            it.failed(),
                            it.skipped());
        }
        return Result.of(table);
    }

    private static Result cache(SafeguardsView.CacheView it) {
        return Result.of(
                Table.of(
                                Column.right("kept answers"),
                                Column.right("bytes"),
                                Column.right("hits"),
                                Column.right("misses"),
                                Column.right("evicted"))
                        .row(
                                it.entries() + " of " + it.atMost(),
                                it.bytes() + " of " + it.bytesAtMost(),
                                it.hits(),
                                it.misses(),
                                it.evicted()));
    }
}
