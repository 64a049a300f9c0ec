package greenbelt.command.traces;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.json.Json;
import greenbelt.telemetry.Otlp;
import greenbelt.telemetry.TraceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// Traces for other tools.
final class ExportCommand {
    private ExportCommand() {}

    static Command export() {
        return new Command(
                        "export traces",
                        "Writes traces into a file that OpenTelemetry collectors take: OTLP as JSON",
                        List.of(
                                argument(
                                        "FILE",
                                        Kind.FILE,
                                        "what to write; one that is there is replaced"),
                                option(
                                        "--order",
                                        Kind.ORDER,
                                        "only those that had to do with this order"),
                                option(
                                        "--limit",
                                        Kind.NUMBER,
                                        "how many, the newest (default: all)")),
                        List.of("export traces traces.json", "export traces one.json --order last"),
                        ExportCommand::export)
                .outside()
                .teaching("A trace is a standard thing: other tools draw it, too");
    }

    private static Result export(Call call) {
        var store = call.simulator().traces();
        int limit =
                call.arguments()
                        .number(
                                "--limit",
                                1,
                                TraceStore.DEFAULT_MAX_TRACES,
                                TraceStore.DEFAULT_MAX_TRACES);
        var traces =
                call.arguments()
                        .maybe("--order")
                        .map(name ->
                                call.simulator()
                                        .run("find order", () -> call.directory().order(name))
                                        .id()
                                        .toString())
                        .map(id -> store.ofOrder(id, limit))
                        .orElseGet(() -> store.recent(limit));
        var name = call.arguments().one("FILE");
        try {
            Files.writeString(Path.of(name), Json.write(Otlp.request(traces)) + "\n");
        } catch (IOException | InvalidPathException failure) {
            throw CommandRefused.failed(
                    "cannot write %s: %s".formatted(name, failure.getMessage()));
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("file", name);
        json.put("traces", traces.size());
        return Result.of(
                "%d traces are in %s; a collector takes it: curl -H 'content-type: application/json' --data @%s URL/v1/traces"
                        .formatted(traces.size(), name, name),
                json);
    }
}
