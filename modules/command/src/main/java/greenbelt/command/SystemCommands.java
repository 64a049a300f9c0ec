package greenbelt.command;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Parameter.Kind;
import greenbelt.contract.Edge;
import greenbelt.contract.Mode;
import greenbelt.simulator.LoadPlan;
import greenbelt.simulator.LoadReport;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.Status;
import greenbelt.view.Durations;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The system as a whole: how it is, its modes, its nodes, its time.
final class SystemCommands {
    private static final int MAX_VIOLATIONS = 10;
    private static final String UNTIL_IDLE = "until-idle";
    private static final Duration IDLE_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private SystemCommands() {}

    static List<Command> all() {
        return List.of(status(), mode(), crash(), restart(), load(), advance(), check(), reset());
    }

    private static Command status() {
        return new Command(
                "status",
                "Asks every listener, database and queue how it is, and shows what is on",
                List.of(),
                List.of("status", "status --json"),
                call -> status(call.simulator().status()));
    }

    private static Result status(Status status) {
        var head = new StringBuilder(status.world()).append(" world");
        status.seed().ifPresent(seed -> head.append(", seed ").append(seed));
        head.append(", ").append(status.now()).append("\ngateway: ").append(status.gateway());
        var nodes = Table.of(Column.left("node"), Column.left("state"), Column.left("says"));
        for (var node : status.nodes()) {
            nodes = nodes.row(node.node(), inWords(node.state()), node.detail());
        }
        return Result.stacked(
                        status,
                        Result.of(head.toString(), ""),
                        Result.of(modes(status.modes())),
                        Result.of(nodes),
                        Result.of(queues(status)),
                        Result.of(readers(status)),
                        Result.of(foot(status), ""))
                .withExitCode(status.isHealthy() ? 0 : CommandRefused.FAILED);
    }

    private static Table queues(Status status) {
        var queues =
                Table.of(
                        Column.left("topic"),
                        Column.left("group"),
                        Column.right("acknowledged"),
                        Column.right("lag"),
                        Column.right("dead letters"));
        for (var group : status.groups()) {
            queues =
                    queues.row(
                            group.topic().name(),
                            group.group().name(),
                            group.acknowledged(),
                            group.lag(),
                            group.deadLetters());
        }
        return queues;
    }

    private static Table readers(Status status) {
        var readers =
                Table.of(
                        Column.left("reads events"), Column.right("position"), Column.right("lag"));
        for (var reader : status.readers()) {
            readers = readers.row(reader.name(), reader.position(), reader.lag());
        }
        return readers;
    }

    private static String foot(Status status) {
        var traces = status.traces();
        return "traces: %d of at most %d, with %d spans; evicted %d, late spans %d, dropped spans %d\n"
                        .formatted(
                                traces.traces(),
                                traces.maxTraces(),
                                traces.spans(),
                                traces.evictedTraces(),
                                traces.lateSpans(),
                                traces.droppedSpans())
                + "failed tasks: "
                + status.failures()
                + status.lastFailure().map("; the last one: %s"::formatted).orElse("");
    }

    private static Table modes(Map<Edge, Mode> modes) {
        var table = Table.of(Column.left("edge"), Column.left("mode"));
        for (var entry : modes.entrySet()) {
            table = table.row(entry.getKey().toString(), inWords(entry.getValue()));
        }
        return table;
    }

    private static String inWords(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Command mode() {
        return new Command(
                "mode",
                "Shows how calls travel over the edges, or switches one, while all runs on",
                List.of(
                        maybe("EDGE", Kind.EDGE, "order->user, order->inventory or all"),
                        maybe("MODE", Kind.MODE, "sync: by HTTP; async: by the bus")),
                List.of("mode", "mode order->inventory async", "mode all sync"),
                SystemCommands::mode);
    }

    private static Result mode(Call call) {
        var simulator = call.simulator();
        var edge = call.arguments().maybe("EDGE");
        if (edge.isPresent()) {
            var mode =
                    call.arguments()
                            .maybe("MODE")
                            .map(SystemCommands::mode)
                            .orElseThrow(() ->
                                    CommandRefused.usage(
                                            "mode: say which, sync or async, as in:"
                                                    + " mode order->user async"));
            edges(edge.get()).forEach(one -> simulator.mode(one, mode));
        }
        var modes = simulator.modes().all();
        var json = new LinkedHashMap<String, Object>();
        modes.forEach((one, mode) -> json.put(one.toString(), mode));
        return Result.of(modes(modes)).withJson(json);
    }

    private static Mode mode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "sync" -> Mode.SYNC;
            case "async" -> Mode.ASYNC;
            default ->
                    throw CommandRefused.usage(
                            "MODE must be sync or async, found \"%s\"%s"
                                    .formatted(
                                            text,
                                            Nearest.question(text, List.of("sync", "async"))));
        };
    }

    private static List<Edge> edges(String text) {
        if (text.equals("all")) {
            return List.of(Edge.values());
        }
        var labels =
                Arrays.stream(Edge.values())
                        .map(edge -> edge.toString().replace("→", "->"))
                        .toList();
        return Edge.of(text)
                .map(List::of)
                .orElseThrow(() ->
                        CommandRefused.usage(
                                "EDGE must be %s or all, found \"%s\"%s"
                                        .formatted(
                                                String.join(", ", labels),
                                                text,
                                                Nearest.question(text, labels))));
    }

    private static Command crash() {
        return new Command(
                "crash",
                "Ends a node without warning; what was not durable is lost",
                List.of(argument("NODE", Kind.NODE, "its name")),
                List.of("crash order-1"),
                call -> {
                    var node = node(call);
                    call.simulator().crash(node);
                    return Result.of(
                            node + " is down; restart it with: restart " + node,
                            Map.of("crashed", node));
                });
    }

    private static Command restart() {
        return new Command(
                "restart",
                "Starts a node that is down, on what it left behind",
                List.of(argument("NODE", Kind.NODE, "its name")),
                List.of("restart order-1"),
                call -> {
                    var node = node(call);
                    call.simulator().restart(node);
                    return Result.of(node + " is up", Map.of("restarted", node));
                });
    }

    private static String node(Call call) {
        var name = call.arguments().one("NODE");
        var nodes = call.simulator().nodes();
        if (!nodes.contains(name)) {
            throw CommandRefused.failed(
                    "there is no node \"%s\"%s; there are %s"
                            .formatted(
                                    name, Nearest.question(name, nodes), String.join(", ", nodes)));
        }
        return name;
    }

    private static Command load() {
        return new Command(
                "load",
                "Places orders of many users, and measures",
                List.of(
                        argument("N", Kind.NUMBER, "how many orders"),
                        option(
                                "--rate",
                                Kind.NUMBER,
                                "how many begin in a second (default: all that go)")),
                List.of("load 1000", "load 500 --rate 100"),
                SystemCommands::load);
    }

    private static Result load(Call call) {
        var arguments = call.arguments();
        int orders = Arguments.wholeNumber("N", arguments.one("N"), 1, LoadPlan.MAX_ORDERS);
        var plan =
                arguments
                        .maybe("--rate")
                        .map(text ->
                                Arguments.wholeNumber(
                                        "--rate", text, 1, LoadPlan.MAX_RATE_PER_SECOND))
                        .map(rate -> LoadPlan.of(orders).withRate(rate))
                        .orElseGet(() -> LoadPlan.of(orders));
        var report =
                call.simulator()
                        .load(
                                plan,
                                answered ->
                                        call.progress()
                                                .accept(answered + " of " + orders + " orders"));
        return result(report);
    }

    private static Result result(LoadReport report) {
        var outcomes = Table.of(Column.left("outcome"), Column.right("orders"));
        for (var entry : report.byStatus().entrySet()) {
            outcomes = outcomes.row(inWords(entry.getKey()), entry.getValue());
        }
        for (var entry : report.problems().entrySet()) {
            outcomes = outcomes.row(entry.getKey(), entry.getValue());
        }
        var head =
                "%d orders in %s: %d/s; p50 %s, p99 %s"
                        .formatted(
                                report.placed(),
                                Durations.text(report.duration()),
                                Math.round(report.throughputPerSecond()),
                                Durations.text(report.p50()),
                                Durations.text(report.p99()));
        return Result.stacked(report, Result.of(head, report), Result.of(outcomes));
    }

    private static Command advance() {
        return new Command(
                "advance",
                "Lets time pass: at once in the virtual world, really in the live one",
                List.of(
                        argument(
                                "DURATION",
                                Kind.DURATION,
                                "such as 500ms, 30s, 5m, 2h, 1d, or until-idle")),
                List.of("advance 30s", "advance until-idle"),
                SystemCommands::advance);
    }

    private static Result advance(Call call) {
        var text = call.arguments().one("DURATION");
        var world = call.simulator().world();
        if (!text.equals(UNTIL_IDLE)) {
            world.sleep(Lengths.parse(text));
        } else if (!isIdle(call.simulator())) {
            long end = world.nanoTime() + IDLE_PATIENCE.toNanos();
            while (!isIdle(call.simulator()) && world.nanoTime() - end < 0) {
                world.sleep(LOOK_AGAIN);
            }
        }
        boolean idle = isIdle(call.simulator());
        var json = new LinkedHashMap<String, Object>();
        json.put("now", world.now());
        json.put("idle", idle);
        return Result.of("it is " + world.now() + (idle ? ", and all is quiet" : ""), json)
                .withExitCode(idle || !text.equals(UNTIL_IDLE) ? 0 : CommandRefused.FAILED);
    }

    /// Whether every message and every event has been dealt with.
    private static boolean isIdle(Simulator simulator) {
        var status = simulator.status();
        return status.groups().stream().allMatch(group -> group.lag() == 0)
                && status.readers().stream().allMatch(reader -> reader.lag() == 0);
    }

    private static Command check() {
        return new Command(
                "check",
                "Checks every invariant; exit code 1 when one is broken",
                List.of(),
                List.of("check"),
                SystemCommands::check);
    }

    private static Result check(Call call) {
        var findings = call.simulator().check();
        var table = Table.of(Column.left("holds"), Column.left("invariant"));
        for (var finding : findings) {
            table = table.row(finding.holds() ? "yes" : "NO", finding.invariant());
        }
        var all = findings.stream().flatMap(finding -> finding.violations().stream()).toList();
        var violations =
                all.stream()
                                .limit(MAX_VIOLATIONS)
                                .map(violation -> "  " + violation)
                                .collect(Collectors.joining("\n"))
                        + (all.size() > MAX_VIOLATIONS
                                ? "\n  and %d more".formatted(all.size() - MAX_VIOLATIONS)
                                : "");
        boolean allHold = violations.isEmpty();
        return Result.stacked(findings, Result.of(table), Result.of(violations, ""))
                .withExitCode(allHold ? 0 : CommandRefused.FAILED);
    }

    private static Command reset() {
        return new Command(
                "reset",
                "Begins anew: empty databases, and the town as it was",
                List.of(),
                List.of("reset"),
                call -> {
                    call.simulator().reset();
                    call.directory().forget();
                    return Result.of("all is as it was in the beginning", Map.of("reset", true));
                });
    }
}
