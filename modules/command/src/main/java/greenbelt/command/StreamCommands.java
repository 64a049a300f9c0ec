package greenbelt.command;

import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Parameter.Kind;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.List;

/// The streams of the event store.
final class StreamCommands {
    private static final String PREFIX = "PREFIX";
    private static final String AFTER = "--after";
    private static final String LIMIT = "--limit";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1_000;

    private StreamCommands() {}

    static List<Command> all() {
        return List.of(streams());
    }

    private static Command streams() {
        return new Command(
                "streams",
                "Lists the streams of the event store by name: version, state, positions, metadata",
                List.of(
                        maybe(PREFIX, Kind.TEXT, "how their names begin (default: all)"),
                        option(AFTER, Kind.TEXT, "only behind this name"),
                        option(LIMIT, Kind.NUMBER, "how many at most (default 20)")),
                List.of("streams", "streams order- --limit 5", "streams --json"),
                StreamCommands::streams);
    }

    private static Result streams(Call call) {
        var given = call.arguments();
        int limit = given.number(LIMIT, 1, MAX_LIMIT, DEFAULT_LIMIT);
        var found =
                call.simulator()
                        .eventStore()
                        .streams(
                                given.maybe(PREFIX).orElse(""),
                                given.maybe(AFTER).orElse(""),
                                limit + 1);
        var table =
                Table.of(
                        Column.left("stream"),
                        Column.left("state"),
                        Column.right("version"),
                        Column.right("events"),
                        Column.right("first"),
                        Column.right("last"),
                        Column.left("created"),
                        Column.left("metadata"));
        for (var stream : found.subList(0, Math.min(limit, found.size()))) {
            table =
                    table.row(
                            stream.stream(),
                            stream.state().word(),
                            stream.version(),
                            stream.count(),
                            stream.firstPosition(),
                            stream.lastPosition(),
                            stream.created(),
                            stream.metadata());
        }
        return found.size() <= limit
                ? Result.of(table)
                : Result.of(table)
                        .and(
                                "there are more; go on with: %s %s"
                                        .formatted(AFTER, found.get(limit - 1).stream()));
    }
}
