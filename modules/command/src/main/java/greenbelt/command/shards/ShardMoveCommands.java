package greenbelt.command.shards;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.move.Resharded;
import greenbelt.shard.move.Resharding;
import greenbelt.simulator.ShardedShop;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.view.Words;
import greenbelt.world.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Moving rows from shard to shard while everybody reads and writes them.
final class ShardMoveCommands {
    private static final int MOST = 1_000;

    private ShardMoveCommands() {}

    static List<Command> all() {
        return List.of(split(), merge(), rebalance());
    }

    private static Command split() {
        return new Command(
                        "shard split",
                        "Gives half of a shard's part to a new one, while it is read and written",
                        List.of(argument("SHARD", Kind.NUMBER, "its number")),
                        List.of("shard split 2", "shard split 0"),
                        call ->
                                ShardCommands.with(
                                        call,
                                        shop -> {
                                            var map = shop.shards().map();
                                            var shard = shard(call, "SHARD", map);
                                            var added = map.newShard();
                                            return reshard(
                                                    call,
                                                    shop,
                                                    "split %s into %s and %s"
                                                            .formatted(shard, shard, added),
                                                    map.next(map.strategy().split(shard, added)));
                                        }))
                .teaching("Rows move while they are used: copy, catch up, check, switch");
    }

    private static Command merge() {
        return new Command(
                        "shard merge",
                        "Gives all of a shard's part to another one, while both are read and written",
                        List.of(
                                argument("SHARD", Kind.NUMBER, "the one that goes"),
                                argument("INTO", Kind.NUMBER, "the one that stays")),
                        List.of("shard merge 2 1", "shard merge 3 0"),
                        call ->
                                ShardCommands.with(
                                        call,
                                        shop -> {
                                            var map = shop.shards().map();
                                            var from = shard(call, "SHARD", map);
                                            var into = shard(call, "INTO", map);
                                            return reshard(
                                                    call,
                                                    shop,
                                                    "merge %s into %s".formatted(from, into),
                                                    map.next(map.strategy().merge(from, into)));
                                        }))
                .teaching("Fewer shards mean less to ask, and more on each");
    }

    private static ShardId shard(Call call, String label, ShardMap map) {
        var shard = new ShardId(call.arguments().number(label, 1, MOST, 1));
        if (!map.shards().contains(shard)) {
            throw CommandRefused.failed(
                    "there is no %s; there are %s"
                            .formatted(
                                    shard,
                                    String.join(
                                            ", ",
                                            map.shards().stream()
                                                    .map(ShardId::toString)
                                                    .toList())));
        }
        return shard;
    }

    private static Result reshard(Call call, ShardedShop shop, String sentence, ShardMap after) {
        var moved =
                shop.reshard(sentence, after, progress -> call.progress().accept(words(progress)));
        return switch (moved) {
            case Resharded.Reversed(var reason) ->
                    throw CommandRefused.failed(
                            "not done, everything is as before: %s".formatted(reason));
            case Resharded.Switched done -> {
                var json = new LinkedHashMap<String, Object>();
                json.put("done", sentence);
                json.put("map", done.map().version());
                json.put("copied", done.copied());
                json.put("caughtUp", done.caughtUp());
                json.put("compared", done.compared());
                json.put("writesHeld", done.held());
                json.put("attempts", done.attempts());
                yield Result.of(
                        "%s: %s copied, %,d changed meanwhile, %,d compared; writes were held back for %s; map %d holds"
                                .formatted(
                                        sentence,
                                        Words.counted(done.copied(), "row"),
                                        done.caughtUp(),
                                        done.compared(),
                                        Durations.rounded(done.held()),
                                        done.map().version()),
                        json);
            }
        };
    }

    private static String words(Resharding.Progress progress) {
        return "%s, %,d rows"
                .formatted(
                        progress.stage().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        progress.rows());
    }

    private static Command rebalance() {
        return new Command(
                        "shard rebalance",
                        "Proposes moves that make the shards more alike, cheapest first; carries one out",
                        List.of(
                                option(
                                        "--do",
                                        Kind.NUMBER,
                                        "carries out the proposal of this number")),
                        List.of("shard rebalance", "shard rebalance --do 1"),
                        call -> ShardCommands.with(call, shop -> rebalance(call, shop)))
                .teaching("Moving rows costs: the cheapest move that helps comes first");
    }

    private static Result rebalance(Call call, ShardedShop shop) {
        var proposals = shop.proposals();
        if (proposals.isEmpty()) {
            return Result.of("no move would make the shards more alike", proposals);
        }
        if (call.arguments().has("--do")) {
            var chosen = proposals.get(call.arguments().number("--do", 1, proposals.size(), 1) - 1);
            return reshard(call, shop, chosen.sentence(), chosen.after());
        }
        var table =
                Table.of(
                        Column.right("number"),
                        Column.left("do"),
                        Column.right("orders copied"),
                        Column.right("fullest now"),
                        Column.right("fullest then"));
        for (int i = 0; i < proposals.size(); i++) {
            var one = proposals.get(i);
            table =
                    table.row(
                            i + 1,
                            one.sentence(),
                            one.copied(),
                            timesTheMean(one.before()),
                            timesTheMean(one.then()));
        }
        return Result.of(table).and("to carry one out: shard rebalance --do 1");
    }

    private static String timesTheMean(double times) {
        return String.format(Locale.ROOT, "%.2f × mean", times);
    }
}
