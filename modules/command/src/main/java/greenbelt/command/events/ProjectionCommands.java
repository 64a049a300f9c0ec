package greenbelt.command.events;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
import greenbelt.projection.ProjectionStatus;
import greenbelt.projection.ProjectionStatus.State;
import greenbelt.projection.Projections;
import greenbelt.projection.Rebuilt;
import greenbelt.projection.Switched;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.view.Words;
import greenbelt.world.Durations;
import greenbelt.world.World;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/// The read models: how they fare, and how they are built anew while they are read.
public final class ProjectionCommands {
    /// How often the progress of a rebuild is shown.
    private static final Duration TICK = Duration.ofMillis(200);

    /// After this time a rebuild is left to itself.
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /// How long a switch waits for the next version to come as far as the one that is read.
    private static final Duration SWITCH_PATIENCE = Duration.ofSeconds(10);

    private ProjectionCommands() {}

    public static List<Command> all() {
        return List.of(list(), rebuild(), turn(), cancel(), deadLetters(), redrive());
    }

    public static Table table(List<ProjectionStatus> statuses) {
        var table =
                Table.of(
                        Column.left("projection"),
                        Column.left("tables"),
                        Column.left("mode"),
                        Column.left("state"),
                        Column.right("position"),
                        Column.right("lag"),
                        Column.right("batch"),
                        Column.right("dead letters"),
                        Column.left("says"));
        for (var status : statuses) {
            table =
                    table.row(
                            status.name(),
                            "v" + status.version() + (status.reads() ? "" : ", next"),
                            Spoken.inWords(status.mode()),
                            state(status),
                            status.position(),
                            status.lag(),
                            batch(status),
                            status.deadLetters(),
                            status.says().orElse(""));
        }
        return table;
    }

    /// An inline one takes what is appended together.
    private static String batch(ProjectionStatus status) {
        return status.batch().isPresent() ? Integer.toString(status.batch().getAsInt()) : "";
    }

    private static String state(ProjectionStatus status) {
        var word = Spoken.inWords(status.state());
        return status.state() == State.BUILDING ? word + " " + status.percent() + "%" : word;
    }

    private static Command list() {
        return new Command(
                        "projection list",
                        "Lists the projections: tables, position, lag, dead letters",
                        List.of(),
                        List.of("projection list", "projection list --json"),
                        call -> {
                            var statuses = call.simulator().projections().status();
                            return Result.of(table(statuses)).withJson(statuses);
                        })
                .teaching("A read model follows the log at a distance, its lag")
                .listing();
    }

    private static Command rebuild() {
        return new Command(
                        "projection rebuild",
                        "Builds a read model anew, in new tables beside those that are read; Ctrl-C cancels",
                        List.of(
                                argument("PROJECTION", Kind.PROJECTION, "its name"),
                                option("--switch", Kind.FLAG, "switch to it when it is built")),
                        List.of(
                                "projection rebuild order-list",
                                "projection rebuild sales --switch"),
                        ProjectionCommands::rebuild)
                .teaching("Code that reads events can change its mind about the past: replay");
    }

    private static Result rebuild(Call call) {
        var name = name(call);
        var projections = call.simulator().projections();
        var world = call.simulator().world();
        long start = world.nanoTime();
        return switch (projections.rebuild(name)) {
            case Rebuilt.NotRebuildable _ ->
                    throw CommandRefused.failed(
                            "%s is no read model: what acts upon its rows would act again"
                                    .formatted(name));
            case Rebuilt.InTheWay(var _, var version) ->
                    throw CommandRefused.failed(
                            "%s v%d is begun already; projection switch %s, or projection cancel %s"
                                    .formatted(name, version, name, name));
            case Rebuilt.Begun(var _, var version, var events) -> {
                follow(call, name, version);
                var took = Duration.ofNanos(world.nanoTime() - start);
                var next = next(projections, name);
                var built = built(name, version, events, took, next);
                if (call.arguments().has("--switch")) {
                    yield Result.stacked(built.json(), built, turn(projections, name));
                }
                yield next.state() == State.BUILDING
                        ? built
                        : built.and("readers see it after: projection switch " + name);
            }
        };
    }

    private static void follow(Call call, String name, long version) {
        var projections = call.simulator().projections();
        World world = call.simulator().world();
        long end = world.nanoTime() + PATIENCE.toNanos();
        try {
            while (!projections.awaitBuilt(name, TICK) && world.nanoTime() < end) {
                call.progress().accept(progress(next(projections, name)));
            }
        } catch (CommandRefused cancelled) {
            projections.cancel(name);
            throw CommandRefused.failed(
                    "cancelled: %s v%d is gone, and what is read is as it was"
                            .formatted(name, version));
        }
    }

    private static String progress(ProjectionStatus next) {
        return "%s v%d: %d%%, %d of %d events"
                .formatted(
                        next.name(),
                        next.version(),
                        next.percent(),
                        Math.min(next.position(), next.target()),
                        next.target());
    }

    /// The version that was begun; the one that is read, when somebody else has cancelled it or switched to it.
    private static ProjectionStatus next(Projections projections, String name) {
        return projections.status().stream()
                .filter(status -> status.name().equals(name))
                .toList()
                .getLast();
    }

    private static Result built(
            String name, long version, long events, Duration took, ProjectionStatus next) {
        if (next.state() == State.HALTED) {
            throw CommandRefused.failed(
                    "%s v%d cannot be built: %s; what is read is as it was"
                            .formatted(name, version, next.says().orElse("it has halted")));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("projection", name);
        json.put("version", version);
        json.put("state", next.state());
        json.put("events", events);
        json.put("took", took);
        return next.state() == State.BUILDING
                ? Result.of(progress(next) + "; it goes on, see: projection list", json)
                : Result.of(
                        "%s v%d is built from %d events in %s"
                                .formatted(name, version, events, Durations.rounded(took)),
                        json);
    }

    private static Command turn() {
        return new Command(
                        "projection switch",
                        "Lets readers see the tables that were built anew, from one read to the next",
                        List.of(argument("PROJECTION", Kind.PROJECTION, "its name")),
                        List.of("projection switch order-list", "projection switch sales"),
                        call -> turn(call.simulator().projections(), name(call)))
                .teaching("Blue and green: both stand, readers move at once, and can move back");
    }

    private static Result turn(Projections projections, String name) {
        return switch (projections.switchOver(name, SWITCH_PATIENCE)) {
            case Switched.Done done ->
                    Result.of(
                            "readers of %s see v%d now, not v%d"
                                    .formatted(name, done.to(), done.from()),
                            done);
            case Switched.NothingBuilt _ ->
                    throw CommandRefused.failed(
                            "nothing was built to switch to; projection rebuild " + name);
            case Switched.Behind(var _, var position, var needed) ->
                    throw CommandRefused.failed(
                            "%s has come to position %d, and what is read to %d: try again, or see: projection list"
                                    .formatted(name, position, needed));
            case Switched.Halted(var _, var reason) ->
                    throw CommandRefused.failed(
                            "%s cannot be built: %s; cure it, and: projection rebuild %s"
                                    .formatted(name, reason, name));
        };
    }

    private static Command cancel() {
        return new Command(
                        "projection cancel",
                        "Gives up what is built anew; what is read stays",
                        List.of(argument("PROJECTION", Kind.PROJECTION, "its name")),
                        List.of("projection cancel order-list", "projection cancel sales"),
                        call -> {
                            var name = name(call);
                            long version =
                                    call.simulator()
                                            .projections()
                                            .cancel(name)
                                            .orElseThrow(() ->
                                                    CommandRefused.failed(
                                                            "nothing is being built of " + name));
                            var json = new LinkedHashMap<String, Object>();
                            json.put("projection", name);
                            json.put("cancelled", version);
                            return Result.of(
                                    "%s v%d is gone, and what is read is as it was"
                                            .formatted(name, version),
                                    json);
                        })
                .teaching("What is not read yet can be thrown away");
    }

    private static Command deadLetters() {
        return new Command(
                        "projection dead-letters",
                        "Lists the events that a projection could not take, and those that wait behind them",
                        List.of(argument("PROJECTION", Kind.PROJECTION, "its name")),
                        List.of(
                                "projection dead-letters order-list",
                                "projection dead-letters sales"),
                        call -> {
                            var name = name(call);
                            var letters = call.simulator().projections().deadLetters(name);
                            if (letters.isEmpty()) {
                                return Result.of(name + " has no dead letters", letters);
                            }
                            var table =
                                    Table.of(
                                            Column.right("position"),
                                            Column.left("stream"),
                                            Column.left("event"),
                                            Column.right("attempts"),
                                            Column.left("since"),
                                            Column.left("reason"));
                            for (var letter : letters) {
                                table =
                                        table.row(
                                                letter.position(),
                                                letter.stream(),
                                                letter.type(),
                                                letter.attempts(),
                                                letter.at(),
                                                letter.reason());
                            }
                            return Result.of(
                                            table,
                                            "in full: projection dead-letters %s --json"
                                                    .formatted(name))
                                    .withJson(letters);
                        })
                .teaching("One event that cannot be taken holds up its own stream only")
                .listing();
    }

    private static Command redrive() {
        return new Command(
                        "projection redrive",
                        "Hands a projection its dead letters again, each stream's in their order",
                        List.of(argument("PROJECTION", Kind.PROJECTION, "its name")),
                        List.of("projection redrive order-list", "projection redrive sales"),
                        call -> {
                            var redriven = call.simulator().projections().redrive(name(call));
                            return Result.of(
                                            "%s has taken %s again; left: %d"
                                                    .formatted(
                                                            redriven.projection(),
                                                            Words.counted(
                                                                    redriven.taken(),
                                                                    "dead letter"),
                                                            redriven.left()),
                                            redriven)
                                    .withExitCode(redriven.left() == 0 ? 0 : CommandRefused.FAILED);
                        })
                .teaching("The order within a stream is kept, also for what failed");
    }

    private static String name(Call call) {
        var name = call.arguments().one("PROJECTION");
        var names = call.simulator().projections().names();
        if (!names.contains(name)) {
            throw CommandRefused.failed(
                    "there is no projection \"%s\"%s; there are %s"
                            .formatted(
                                    name, Nearest.question(name, names), String.join(", ", names)));
        }
        return name;
    }
}
