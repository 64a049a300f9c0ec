package greenbelt.command.traces;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.telemetry.Span.Status;
import greenbelt.telemetry.Trace;
import greenbelt.telemetry.TraceStore.Lookup;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.view.Waterfall;
import greenbelt.view.WaterfallScene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Traces and events: what has happened.
public final class TraceCommands {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 10_000;
    private static final int SHORT_ID = 8;

    private TraceCommands() {}

    public static List<Command> all() {
        return List.of(
                traces(),
                trace(),
                TimelineCommand.timeline(),
                TopologyCommand.command(),
                ExportCommand.export());
    }

    private static Command traces() {
        return new Command(
                        "traces",
                        "Lists traces, newest first",
                        List.of(
                                option(
                                        "--order",
                                        Kind.ORDER,
                                        "only those that had to do with this order"),
                                option("--limit", Kind.NUMBER, "how many (default 20)")),
                        List.of("traces", "traces --order 1 --limit 5"),
                        TraceCommands::traces)
                .teaching(
                        "One request, many spans: the list shows which were slow, and which failed")
                .listing();
    }

    private static Result traces(Call call) {
        var store = call.simulator().traces();
        int limit = call.arguments().number("--limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var order =
                call.arguments()
                        .maybe("--order")
                        .map(name -> call.directory().order(name).id().toString());
        var traces = order.map(id -> store.ofOrder(id, limit)).orElseGet(() -> store.recent(limit));
        var table =
                Table.of(
                        Column.left("trace"),
                        Column.left("began"),
                        Column.right("took"),
                        Column.right("spans"),
                        Column.left("operation"),
                        Column.left("services"),
                        Column.left("state"));
        for (var trace : traces) {
            table =
                    table.row(
                            trace.id(),
                            trace.start(),
                            trace.duration(),
                            trace.spans().size(),
                            trace.first().name(),
                            String.join(" ", trace.services()),
                            state(trace));
        }
        return shortIds(table);
    }

    /// People see as much of an id as they need; scripts see all of it.
    private static Result shortIds(Table table) {
        var rows =
                table.rows().stream()
                        .map(row -> {
                            var cells = new ArrayList<>(row);
                            cells.set(0, row.getFirst().toString().substring(0, SHORT_ID));
                            return List.copyOf(cells);
                        })
                        .toList();
        return Result.of(new Table(table.columns(), rows)).withJson(table.objects());
    }

    private static String state(Trace trace) {
        if (trace.count(Status.LOST) > 0) {
            return "lost";
        }
        if (trace.count(Status.RUNNING) > 0) {
            return "running";
        }
        return trace.count(Status.FAILED) > 0 ? "failed" : "done";
    }

    private static Command trace() {
        return new Command(
                        "trace",
                        "Shows a trace as a waterfall: who did what, when, because of whom",
                        List.of(argument("TRACE", Kind.TRACE, "the beginning of its id, or last")),
                        List.of("trace last", "trace 4bf92f35"),
                        TraceCommands::trace)
                .teaching(
                        "Cause and effect across services, over HTTP and over the bus, in one picture");
    }

    private static Result trace(Call call) {
        var trace = call.directory().trace(call.arguments().one("TRACE"));
        var waterfall = Waterfall.of(trace);
        var store = call.simulator().traces();
        return new Result(waterfall, waterfall::draw, 0)
                .shownAs(
                        new WaterfallScene(
                                trace,
                                id ->
                                        store.find(id) instanceof Lookup.Found(var linked)
                                                ? Optional.of(linked)
                                                : Optional.empty()));
    }
}
