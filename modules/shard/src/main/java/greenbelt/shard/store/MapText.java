package greenbelt.shard.store;

import greenbelt.shard.map.Directory;
import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.KeyHash;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Listed;
import greenbelt.shard.map.Modulo;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardKey;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.ShardMapException;
import greenbelt.shard.map.Strategy;
import greenbelt.shard.map.ValueRanges;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A shard map as lines of text, which is how it is kept.
///
/// ```text
/// version 2
/// layout BY_USER
/// strategy hash
/// range 0000000000000000 1
/// range 8000000000000000 2
/// index 0000000000000000 1
/// index 8000000000000000 2
/// since 1 1
/// since 2 2
/// ```
///
/// The other strategies are `value`, with `first 1` and `cut 2 n100`; `list`, with `value 1 tnorth`; `directory`, with ranges
/// and `entry 3 n42`; `modulo 4`. A key begins with `n` for a number and `t` for a text.
final class MapText {
    private MapText() {}

    static String of(ShardMap map) {
        var lines = new ArrayList<String>();
        lines.add("version " + map.version());
        lines.add("layout " + map.layout());
        strategy(map.strategy()).forEach(lines::add);
        map.index().ranges().forEach(range -> lines.add("index " + range(range)));
        map.shards()
                .forEach(shard -> lines.add("since " + shard.number() + " " + map.since(shard)));
        return String.join("\n", lines);
    }

    private static Stream<String> strategy(Strategy strategy) {
        return switch (strategy) {
            case HashRanges hashed -> Stream.concat(Stream.of("strategy hash"), ranges(hashed));
            case ValueRanges valued ->
                    Stream.concat(
                            Stream.of("strategy value", "first " + valued.first().number()),
                            valued.cuts().stream()
                                    .map(cut -> "cut " + keyed(cut.shard(), cut.from())));
            case Listed listed ->
                    Stream.concat(
                            Stream.of("strategy list"),
                            listed.values().entrySet().stream()
                                    .map(entry ->
                                            "value " + keyed(entry.getValue(), entry.getKey())));
            case Directory directory ->
                    Stream.of(
                                    Stream.of("strategy directory"),
                                    ranges(directory.otherwise()),
                                    directory.entries().entrySet().stream()
                                            .map(entry ->
                                                    "entry "
                                                            + keyed(
                                                                    entry.getValue(),
                                                                    entry.getKey())))
                            .flatMap(lines -> lines);
            case Modulo modulo -> Stream.of("strategy modulo " + modulo.count());
        };
    }

    private static Stream<String> ranges(HashRanges hashed) {
        return hashed.ranges().stream().map(range -> "range " + range(range));
    }

    private static String range(HashRanges.Range range) {
        return KeyHash.text(range.from()) + " " + range.shard().number();
    }

    private static String keyed(ShardId shard, Object key) {
        if (key instanceof String text && text.lines().count() > 1) {
            throw new ShardMapException("a key in a shard map has one line, was " + text);
        }
        return shard.number() + " " + (key instanceof Long ? "n" : "t") + key;
    }

    /// Throws [IllegalArgumentException] when it is not the text of a map.
    static ShardMap read(String text) {
        var lines = text.lines().map(line -> line.split(" ", 2)).toList();
        var since = new TreeMap<ShardId, Long>();
        for (var line : all(lines, "since")) {
            var words = line.split(" ", 2);
            since.put(shard(words[0]), Long.valueOf(words[1]));
        }
        return new ShardMap(
                Long.parseLong(only(lines, "version")),
                Layout.valueOf(only(lines, "layout")),
                strategy(lines),
                ranges(lines, "index"),
                since);
    }

    private static Strategy strategy(List<String[]> lines) {
        var words = only(lines, "strategy").split(" ", 2);
        return switch (words[0]) {
            case "hash" -> ranges(lines, "range");
            case "value" ->
                    new ValueRanges(
                            shard(only(lines, "first")),
                            all(lines, "cut").stream()
                                    .map(line -> new ValueRanges.Cut(key(line), owner(line)))
                                    .toList());
            case "list" -> new Listed(keyed(lines, "value"));
            case "directory" -> new Directory(keyed(lines, "entry"), ranges(lines, "range"));
            case "modulo" -> new Modulo(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("no strategy of a map: " + words[0]);
        };
    }

    private static NavigableMap<Object, ShardId> keyed(List<String[]> lines, String word) {
        var keyed = new TreeMap<Object, ShardId>(ShardKey::compare);
        all(lines, word).forEach(line -> keyed.put(key(line), owner(line)));
        return keyed;
    }

    private static HashRanges ranges(List<String[]> lines, String word) {
        return new HashRanges(
                all(lines, word).stream()
                        .map(line -> line.split(" ", 2))
                        .map(words ->
                                new HashRanges.Range(
                                        Long.parseUnsignedLong(words[0], 16), shard(words[1])))
                        .toList());
    }

    private static ShardId owner(String line) {
        return shard(line.split(" ", 2)[0]);
    }

    private static Object key(String line) {
        var key = line.split(" ", 2)[1];
        return key.startsWith("n") ? (Object) Long.valueOf(key.substring(1)) : key.substring(1);
    }

    private static ShardId shard(String number) {
        return new ShardId(Integer.parseInt(number));
    }

    private static List<String> all(List<String[]> lines, String word) {
        return lines.stream().filter(line -> line[0].equals(word)).map(line -> line[1]).toList();
    }

    private static String only(List<String[]> lines, String word) {
        var found = all(lines, word);
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "a map has one line with " + word + ", found " + found);
        }
        return found.getFirst();
    }
}
