package greenbelt.command.shards;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.shard.map.HistoryTables;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.run.Answer;
import greenbelt.shard.run.Changed;
import greenbelt.shard.run.Explanation;
import greenbelt.shard.run.Options;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.twin.Verdict;
import greenbelt.shard.write.Atomicity;
import greenbelt.simulator.ShardedShop;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.view.Words;
import greenbelt.world.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// SQL over the shards: what comes, why, and whether it is right.
final class ShardQueryCommands {
    private static final int USUAL_ROWS = 50;
    private static final int MOST_ROWS = 10_000;
    private static final String NULL = "null";

    private ShardQueryCommands() {}

    static List<Command> all() {
        return List.of(query(), update(), explain(), check(), refused());
    }

    private static Parameter sql(String says) {
        return argument("SQL", Kind.TEXT, says);
    }

    private static Command query() {
        return new Command(
                        "shard query",
                        "Asks all shards as if they were one database; what cannot be answered right is refused",
                        List.of(
                                sql("a query, in quotes"),
                                option(
                                        "--limit",
                                        Kind.NUMBER,
                                        "how many rows to show, 50 when left out"),
                                option(
                                        "--partial",
                                        Kind.FLAG,
                                        "without the shards that do not answer, which are named")),
                        List.of(
                                "shard query \"select status, count(*) from orders group by status order by status\"",
                                "shard query \"select * from orders where user_id = 7\" --limit 5"),
                        call -> ShardCommands.with(call, shop -> query(call, shop)))
                .teaching(
                        "A query over shards is planned: who is asked what, and what is put together here");
    }

    private static Result query(Call call, ShardedShop shop) {
        var arguments = call.arguments();
        int limit = arguments.number("--limit", 1, MOST_ROWS, USUAL_ROWS);
        var timed = Options.USUAL.timing();
        var options = arguments.has("--partial") ? timed.allowingPartial() : timed;
        return shop.statement(
                "shard query",
                () -> {
                    try (var answer = shop.queries().query(options, arguments.one("SQL"))) {
                        return shown(answer, limit);
                    }
                });
    }

    private static Result shown(Answer answer, int limit) {
        var rows = new ArrayList<@Nullable Object[]>();
        boolean more = answer.advance();
        while (more && rows.size() < limit) {
            rows.add(answer.row());
            more = answer.advance();
        }
        var names = answer.columns();
        var result =
                Result.of(table(names, rows))
                        .withJson(json(names, rows, answer.missing()))
                        .and(
                                "%s%s; %s"
                                        .formatted(
                                                Words.counted(rows.size(), "row"),
                                                more ? ", and there are more: --limit" : "",
                                                shares(answer.shares())));
        return answer.missing().isEmpty()
                ? result
                : result.and("PARTIAL: without the rows of " + answer.missing())
                        .withExitCode(CommandRefused.FAILED);
    }

    private static Table table(List<String> names, List<@Nullable Object[]> rows) {
        var columns = new ArrayList<Column>();
        for (int i = 0; i < names.size(); i++) {
            int place = i;
            boolean numbers =
                    rows.stream()
                            .allMatch(row -> row[place] == null || row[place] instanceof Number);
            columns.add(numbers ? Column.right(names.get(i)) : Column.left(names.get(i)));
        }
        var table = Table.of(columns.toArray(Column[]::new));
        for (var row : rows) {
            var cells = new Object[row.length];
            for (int i = 0; i < row.length; i++) {
                cells[i] = text(row[i]);
            }
            table = table.row(cells);
        }
        return table;
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> NULL;
            case BigDecimal decimal -> decimal.toPlainString();
            default -> value.toString();
        };
    }

    private static Object json(
            List<String> names, List<@Nullable Object[]> rows, List<ShardId> missing) {
        var json = new LinkedHashMap<String, Object>();
        json.put("columns", names);
        json.put(
                "rows",
                rows.stream()
                        .map(row -> Arrays.stream(row).map(ShardQueryCommands::jsonValue).toList())
                        .toList());
        json.put("missing", missing.stream().map(ShardId::toString).toList());
        return json;
    }

    private static Object jsonValue(@Nullable Object value) {
        return Objects.requireNonNullElse(value, Optional.empty());
    }

    private static String shares(NavigableMap<ShardId, Answer.Share> shares) {
        return shares.isEmpty()
                ? "no shard was asked"
                : String.join(
                        ", ",
                        shares.entrySet().stream()
                                .map(it ->
                                        "%s gave %s in %s"
                                                .formatted(
                                                        it.getKey(),
                                                        Words.counted(it.getValue().rows(), "row"),
                                                        Durations.rounded(
                                                                Duration.ofNanos(
                                                                        it.getValue().nanos()))))
                                .toList());
    }

    private static Command update() {
        return new Command(
                        "shard update",
                        "Inserts, updates or deletes rows, on all shards or on none",
                        List.of(
                                sql("insert, update or delete, in quotes"),
                                option(
                                        "--atomic",
                                        Kind.TEXT,
                                        "two-phase (default): all or none; best-effort: each shard commits for itself")),
                        List.of(
                                "shard update \"update orders set status = 'paid' where user_id = 7\"",
                                "shard update \"update orders set note = 'seen' where total > 500\" --atomic best-effort"),
                        call -> ShardCommands.with(call, shop -> update(call, shop)))
                .teaching(
                        "What touches several shards commits on each, unless a protocol makes it one");
    }

    private static Result update(Call call, ShardedShop shop) {
        var arguments = call.arguments();
        var promise = promise(arguments.maybe("--atomic").orElse(Atomicity.TWO_PHASE.word()));
        var sql = arguments.one("SQL");
        var changed = shop.statement("shard update", () -> shop.update(promise, sql));
        var json = new LinkedHashMap<String, Object>();
        json.put("rows", changed.rows());
        json.put("atomic", promise.word());
        json.put("pending", changed.pending().stream().map(ShardId::toString).toList());
        var result =
                Result.of(Words.counted(changed.rows(), "row") + " changed" + how(changed), json);
        return changed.pending().isEmpty()
                ? result
                : result.and(
                        "it is decided, and %s has yet to be told: it will be when it is back"
                                .formatted(changed.pending()));
    }

    private static String how(Changed changed) {
        return switch (changed.shards().size()) {
            case 0 -> "";
            case 1 -> ", by one transaction of " + changed.shards().first();
            default ->
                    ", by a commit in two phases on "
                            + String.join(
                                    ", ",
                                    changed.shards().stream().map(ShardId::toString).toList());
        };
    }

    private static Atomicity promise(String word) {
        var words = Arrays.stream(Atomicity.values()).map(Atomicity::word).toList();
        if (word.equals("saga")) {
            throw CommandRefused.usage(
                    "--atomic saga is not for SQL: a saga undoes by what makes up for each step, which no statement says; found \"saga\", expected "
                            + String.join(" or ", words));
        }
        if (!words.contains(word)) {
            throw CommandRefused.usage(
                    "--atomic must be %s, found \"%s\"%s"
                            .formatted(
                                    String.join(" or ", words),
                                    word,
                                    Nearest.question(word, words)));
        }
        return Atomicity.of(word);
    }

    private static Command explain() {
        return new Command(
                        "shard explain",
                        "Says which shards a statement asks and why, what each gets, and what is merged here",
                        List.of(
                                sql("a statement, in quotes"),
                                option(
                                        "--run",
                                        Kind.FLAG,
                                        "runs a query, to see how many rows move")),
                        List.of(
                                "shard explain \"select avg(total) from orders where region = 'north'\"",
                                "shard explain \"select * from orders order by total desc limit 3\" --run"),
                        call ->
                                ShardCommands.with(
                                        call,
                                        shop -> {
                                            var sql = call.arguments().one("SQL");
                                            return explained(
                                                    call.arguments().has("--run")
                                                            ? shop.statement(
                                                                    "shard explain",
                                                                    () ->
                                                                            shop.queries()
                                                                                    .explainRun(
                                                                                            sql))
                                                            : shop.queries().explain(sql));
                                        }))
                .teaching("The route of a statement decides its price: one shard, some, or all");
    }

    private static Result explained(Explanation explanation) {
        var text = new StringBuilder();
        section(text, "route", explanation.route());
        section(
                text,
                "shards",
                List.of(
                        String.join(
                                ", ",
                                explanation.shards().stream().map(ShardId::toString).toList())));
        section(text, "each gets", explanation.pushed());
        section(
                text,
                "merged here",
                explanation.merge().isEmpty() ? List.of("nothing") : explanation.merge());
        if (!explanation.estimates().isEmpty()) {
            section(text, "would move", List.of(estimates(explanation)));
        }
        if (!explanation.shares().isEmpty()) {
            section(text, "moved", List.of(shares(explanation.shares())));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("route", explanation.route());
        json.put("shards", explanation.shards().stream().map(ShardId::toString).toList());
        json.put("pushed", explanation.pushed());
        json.put("merge", explanation.merge());
        var about = new LinkedHashMap<String, Object>();
        explanation.estimates().forEach((shard, some) -> about.put(shard.toString(), some));
        json.put("about", about);
        var rows = new LinkedHashMap<String, Object>();
        explanation.shares().forEach((shard, share) -> rows.put(shard.toString(), share.rows()));
        json.put("rows", rows);
        return Result.of(text.toString().stripTrailing(), json);
    }

    private static String estimates(Explanation explanation) {
        return String.join(
                ", ",
                explanation.estimates().entrySet().stream()
                        .map(it ->
                                "%s about %s"
                                        .formatted(
                                                it.getKey(), Words.counted(it.getValue(), "row")))
                        .toList());
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        text.append(title).append('\n');
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
    }

    private static Command check() {
        return new Command(
                        "shard check",
                        "Compares: a query on the shards and on the unsharded twin; without one, the attached order history and the order service",
                        List.of(maybe("SQL", Kind.TEXT, "a query, in quotes")),
                        List.of(
                                "shard check \"select region, stddev_samp(total) from orders group by region\"",
                                "shard check \"select count(distinct user_id) from orders\"",
                                "shard check"),
                        call ->
                                call.arguments().has("SQL")
                                        ? ShardCommands.with(call, shop -> check(call, shop))
                                        : ShardHistoryCommands.check(call))
                .teaching("Right is what the unsharded table answers, value by value");
    }

    private static Result check(Call call, ShardedShop shop) {
        var twin =
                shop.twin()
                        .orElseThrow(() ->
                                CommandRefused.failed(
                                        "there is no twin to compare with; to have one: shard drop, then shard load … --twin"));
        HistoryTables.all().stream()
                .filter(table ->
                        call.arguments().one("SQL").toLowerCase(Locale.ROOT).contains(table.name()))
                .findFirst()
                .ifPresent(table -> {
                    throw CommandRefused.failed(
                            "the twin has what was loaded, and not %s; to compare the order history with the order service: shard check"
                                    .formatted(table.name()));
                });
        return switch (twin.check(call.arguments().one("SQL"))) {
            case Verdict.Same(var rows) ->
                    Result.of("the same: " + Words.counted(rows, "row"), Map.of("same", true));
            case Verdict.BothFailed(var sharded, _) ->
                    Result.of("both refuse it: " + sharded, Map.of("same", true));
            case Verdict.Refused(var why) -> throw CommandRefused.failed(why);
            case Verdict.Different(var how) ->
                    Result.of("DIFFERENT: " + how, Map.of("same", false))
                            .withExitCode(CommandRefused.FAILED);
        };
    }

    private static Command refused() {
        return new Command(
                        "shard refused",
                        "Lists what is refused over shards, why, and what would work",
                        List.of(),
                        List.of("shard refused", "shard refused --json"),
                        _ -> {
                            var table =
                                    Table.of(
                                            Column.left("such as"),
                                            Column.left("is refused because"),
                                            Column.left("what would work"));
                            for (var refusal : Refusal.values()) {
                                table =
                                        table.row(
                                                refusal.example(),
                                                refusal.why(),
                                                refusal.instead());
                            }
                            return Result.of(table, "in full: shard refused --json");
                        })
                .teaching("It is better to refuse than to be wrong")
                .listing();
    }
}
