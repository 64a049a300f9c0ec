package greenbelt.command.system;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.maybe;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
import greenbelt.contract.Edge;
import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The nodes, and the edges between them.
public final class NodeCommands {
    private NodeCommands() {}

    public static List<Command> all() {
        return List.of(mode(), flow(), crash(), restart(), ScaleCommand.scale());
    }

    static Table modes(Map<Edge, Mode> modes) {
        var table = Table.of(Column.left("edge"), Column.left("mode"));
        for (var entry : modes.entrySet()) {
            table = table.row(entry.getKey().toString(), Spoken.inWords(entry.getValue()));
        }
        return table;
    }

    private static Command mode() {
        return new Command(
                        "mode",
                        "Shows how calls travel over the edges, or switches one, while all runs on",
                        List.of(
                                maybe("EDGE", Kind.EDGE, "order->user, order->inventory or all"),
                                maybe("MODE", Kind.MODE, "sync: by HTTP; async: by the bus")),
                        List.of("mode", "mode order->inventory async", "mode all sync"),
                        NodeCommands::mode)
                .teaching(
                        "Sync and async differ in who waits, and in what is left behind when one fails")
                .watched();
    }

    private static Result mode(Call call) {
        var simulator = call.simulator();
        var edge = call.arguments().maybe("EDGE");
        if (edge.isPresent()) {
            var mode =
                    call.arguments()
                            .maybe("MODE")
                            .map(NodeCommands::mode)
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

    private static Command flow() {
        return new Command(
                        "flow",
                        "Shows who sees to it that new orders get what they need, or switches it",
                        List.of(
                                maybe(
                                        "FLOW",
                                        Kind.FLOW,
                                        "orchestration: the order service; choreography: nobody, each does its part")),
                        List.of("flow", "flow choreography", "flow orchestration"),
                        NodeCommands::flow)
                .teaching("Orchestration has somebody in charge; choreography has only rules");
    }

    private static Result flow(Call call) {
        var simulator = call.simulator();
        call.arguments().maybe("FLOW").map(NodeCommands::flow).ifPresent(simulator::flow);
        var flow = simulator.modes().flow();
        return Result.of(flow(flow), flow);
    }

    /// Who is in charge of new orders, in a sentence.
    static String flow(Flow flow) {
        return switch (flow) {
            case ORCHESTRATION -> "flow: orchestration, the order service asks the others";
            case CHOREOGRAPHY ->
                    "flow: choreography, each service does its part when it hears of it";
        };
    }

    private static Flow flow(String text) {
        return Arrays.stream(Flow.values())
                .filter(flow -> Spoken.inWords(flow).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        CommandRefused.usage(
                                "FLOW must be orchestration or choreography, found \"%s\"%s"
                                        .formatted(
                                                text,
                                                Nearest.question(
                                                        text,
                                                        List.of(
                                                                "orchestration",
                                                                "choreography")))));
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
                        List.of("crash order-1", "crash inventory-1"),
                        call -> {
                            var node = node(call);
                            call.simulator().crash(node);
                            return Result.of(
                                    node + " is down; restart it with: restart " + node,
                                    Map.of("crashed", node));
                        })
                .teaching("A process ends at any moment: what matters is what was durable then");
    }

    private static Command restart() {
        return new Command(
                        "restart",
                        "Starts a node that is down, on what it left behind",
                        List.of(argument("NODE", Kind.NODE, "its name")),
                        List.of("restart order-1", "restart inventory-1"),
                        call -> {
                            var node = node(call);
                            call.simulator().restart(node);
                            return Result.of(node + " is up", Map.of("restarted", node));
                        })
                .teaching(
                        "A service comes back on what it left: its database, its place in the log");
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
}
