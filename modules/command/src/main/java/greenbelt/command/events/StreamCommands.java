package greenbelt.command.events;

import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Directory;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.eventstore.SnapshotPolicy;
import greenbelt.order.SnapshotUse;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The streams of the event store, and their snapshots.
public final class StreamCommands {
    private static final String PREFIX = "PREFIX";
    private static final String AFTER = "--after";
    private static final String LIMIT = "--limit";
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1_000;
    private static final String ORDER = "ORDER";

    private StreamCommands() {}

    public static List<Command> all() {
        return List.of(streams(), snapshots());
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
                        StreamCommands::streams)
                .teaching(
                        "A stream is the history of one thing; its version is what optimistic writers expect")
                .listing();
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

    private static Command snapshots() {
        return new Command(
                        "snapshots",
                        "Shows the snapshots of orders: at which version, and how many events are read with them",
                        List.of(
                                maybe(
                                        ORDER,
                                        Kind.ORDER,
                                        "its number, its id, or last (default: all)"),
                                option(LIMIT, Kind.NUMBER, "how many at most (default 20)")),
                        List.of("snapshots", "snapshots last", "snapshots --json"),
                        StreamCommands::snapshots)
                .teaching("A snapshot makes a fold shorter, and is never the truth")
                .listing();
    }

    private static Result snapshots(Call call) {
        var given = call.arguments();
        int limit = given.number(LIMIT, 1, MAX_LIMIT, DEFAULT_LIMIT);
        var uses =
                given.maybe(ORDER)
                        .map(name -> List.of(snapshot(call, name)))
                        .orElseGet(() -> call.simulator().snapshots(limit));
        var policy = inWords(call.simulator().plan().snapshots());
        var table = table(uses);
        var json = new LinkedHashMap<String, Object>();
        json.put("policy", policy);
        json.put("snapshots", table.objects());
        return uses.isEmpty()
                ? Result.of("no order has a snapshot; one is made: " + policy, json)
                : Result.of(table).and("one is made: " + policy).withJson(json);
    }

    private static SnapshotUse snapshot(Call call, String name) {
        return call.simulator()
                .snapshot(
                        name.equals("last")
                                ? call.directory().order(name).number()
                                : Directory.orderKey(name));
    }

    private static Table table(List<SnapshotUse> uses) {
        var table =
                Table.of(
                        Column.left("stream"),
                        Column.right("version"),
                        Column.right("snapshot at"),
                        Column.right("events read"));
        for (var use : uses) {
            table =
                    table.row(
                            use.stream(), use.version(), boxed(use.snapshot()), boxed(use.read()));
        }
        return table;
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static String inWords(SnapshotPolicy policy) {
        return switch (policy) {
            case SnapshotPolicy.Never() -> "never";
            case SnapshotPolicy.Every(var events) -> "every %d events".formatted(events);
        };
    }
}
