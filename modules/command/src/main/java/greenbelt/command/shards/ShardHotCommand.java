package greenbelt.command.shards;

import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.shard.store.Heat;
import greenbelt.simulator.ShardedShop;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Hot keys and hot shards, and what to do about them.
final class ShardHotCommand {
    private static final int USUAL_KEYS = 10;

    private ShardHotCommand() {}

    static Command hot() {
        return new Command(
                        "shard hot",
                        "Shows which shards and keys are asked for most, and what to do where one is hot",
                        List.of(
                                option(
                                        "--limit",
                                        Kind.NUMBER,
                                        "how many keys to show, 10 when left out, 64 at most")),
                        List.of("shard hot", "shard hot --limit 3 --json"),
                        call -> ShardCommands.with(call, shop -> hot(call, shop)))
                .teaching("A split helps a hot shard, and does not help a hot key");
    }

    private static Result hot(Call call, ShardedShop shop) {
        int limit = call.arguments().number("--limit", 1, Heat.KEYS, USUAL_KEYS);
        var shards = shop.shards();
        var map = shards.map();
        var heat = shards.heat();
        long requests = heat.requests();
        var counts = heat.shards();
        var shardTable =
                Table.of(Column.left("shard"), Column.right("asked by key"), Column.right("part"));
        var shardsJson = new ArrayList<Object>();
        for (var shard : map.shards()) {
            long count = counts.getOrDefault(shard, 0L);
            shardTable = shardTable.row(shard, count, part(count, requests));
            shardsJson.add(object("shard", shard.toString(), "requests", count));
        }
        var keyTable =
                Table.of(
                        Column.left(map.layout().column()),
                        Column.left("on"),
                        Column.right("asked"),
                        Column.right("part"));
        var keysJson = new ArrayList<Object>();
        for (var key : heat.keys(limit)) {
            var shard = map.shardOf(key.key());
            long least = key.count() - key.overcount();
            keyTable =
                    keyTable.row(
                            key.key(),
                            shard,
                            key.overcount() == 0
                                    ? Long.toString(key.count())
                                    : "%d to %d".formatted(least, key.count()),
                            part(least, requests));
            keysJson.add(
                    object(
                            "key",
                            key.key(),
                            "shard",
                            shard.toString(),
                            "least",
                            least,
                            "most",
                            key.count()));
        }
        var advice = heat.advice(map.shards().size());
        var json =
                object(
                        "requests",
                        requests,
                        "shards",
                        shardsJson,
                        "keys",
                        keysJson,
                        "advice",
                        advice);
        var shown = Result.stacked(json, Result.of(shardTable), Result.of(keyTable));
        if (advice.isEmpty()) {
            return shown.and(
                    requests < Heat.ENOUGH
                            ? "%,d requests by key since the shards were opened: too few to call anything hot, which takes %,d"
                                    .formatted(requests, Heat.ENOUGH)
                            : "nothing is hot, of %,d requests by key".formatted(requests));
        }
        for (var sentence : advice) {
            shown = shown.and(sentence);
        }
        return shown;
    }

    private static String part(long count, long all) {
        return all == 0 ? "" : String.format(Locale.ROOT, "%.1f%%", 100.0 * count / all);
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
