package greenbelt.shard.write;

import greenbelt.shard.map.ShardId;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// That a write is to be committed, as the log has it.
///
/// @param name of the write, without that of the log
/// @param about what it does, to tell another one of the same name
/// @param rows how many each shard changes
/// @param done whether every shard has committed
record Decision(String name, String about, NavigableMap<ShardId, Integer> rows, boolean done) {
    Decision {
        rows = Collections.unmodifiableNavigableMap(new TreeMap<>(rows));
    }

    /// The rows as one line, such as `1:2 4:1`.
    String rowsText() {
        return rows.entrySet().stream()
                .map(entry -> entry.getKey().number() + ":" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    static NavigableMap<ShardId, Integer> rows(String text) {
        var rows = new TreeMap<ShardId, Integer>();
        Stream.of(text.split(" ", -1))
                .map(part -> part.split(":", -1))
                .forEach(pair ->
                        rows.put(
                                new ShardId(Integer.parseInt(pair[0])), Integer.parseInt(pair[1])));
        return rows;
    }
}
