package greenbelt.command.system;

import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
import greenbelt.command.bus.BusCommands;
import greenbelt.command.events.JournalCommands;
import greenbelt.command.events.ProjectionCommands;
import greenbelt.command.events.QuarantineCommands;
import greenbelt.command.faults.FaultCommands;
import greenbelt.simulator.Status;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.List;

/// How the system is.
public final class StatusCommand {
    private StatusCommand() {}

    public static List<Command> all() {
        return List.of(status(), TopCommand.top(), LogCommand.log());
    }

    private static Command status() {
        return new Command(
                        "status",
                        "Asks every listener, database and queue how it is, and shows what is on",
                        List.of(),
                        List.of("status", "status --json"),
                        call -> status(call.simulator().status()))
                .teaching("Health is what each part says of itself, and how far each is behind")
                .watched();
    }

    private static Result status(Status status) {
        var head = new StringBuilder(status.world()).append(" world");
        status.seed().ifPresent(seed -> head.append(", seed ").append(seed));
        status.durability()
                .ifPresent(durability ->
                        head.append(", durability ").append(Spoken.inWords(durability)));
        head.append(", ").append(status.now()).append("\ngateway: ").append(status.gateway());
        var nodes = Table.of(Column.left("node"), Column.left("state"), Column.left("says"));
        for (var node : status.nodes()) {
            nodes = nodes.row(node.node(), Spoken.inWords(node.state()), node.detail());
        }
        return Result.stacked(
                        status,
                        Result.of(head.toString(), ""),
                        Result.of(NodeCommands.flow(status.flow()), ""),
                        Result.of(NodeCommands.modes(status.modes())),
                        faults(status),
                        Result.of(nodes),
                        Result.of(BusCommands.table(status.groups())),
                        Result.of(readers(status)),
                        Result.of(ProjectionCommands.table(status.projections())),
                        quarantine(status),
                        Result.of(outboxes(status)),
                        Result.of(foot(status), ""))
                .withExitCode(status.isHealthy() ? 0 : CommandRefused.FAILED);
    }

    private static Result faults(Status status) {
        return status.faults().isEmpty()
                ? Result.of("no faults are on", "")
                : Result.of(FaultCommands.table(status.faults()));
    }

    private static Table readers(Status status) {
        var readers =
                Table.of(
                        Column.left("reads events"),
                        Column.left("state"),
                        Column.right("position"),
                        Column.right("lag"),
                        Column.left("last error"));
        for (var reader : status.readers()) {
            readers =
                    readers.row(
                            reader.name(),
                            Spoken.inWords(reader.state()),
                            reader.position(),
                            reader.lag(),
                            reader.lastError().orElse(""));
        }
        return readers;
    }

    private static Result quarantine(Status status) {
        var quarantine = status.quarantine();
        return quarantine
                .unknown()
                .map(why -> Result.of(why, ""))
                .orElseGet(() -> QuarantineCommands.shown(quarantine.orders()));
    }

    private static Table outboxes(Status status) {
        var outboxes =
                Table.of(Column.left("outbox"), Column.right("waiting"), Column.left("last error"));
        for (var outbox : status.outboxes()) {
            outboxes =
                    outboxes.row(outbox.service(), outbox.waiting(), outbox.lastError().orElse(""));
        }
        return outboxes;
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
                + status.lastFailure().map("; the last one: %s"::formatted).orElse("")
                + status.journal()
                        .map(journal -> "\njournal " + JournalCommands.sentence(journal))
                        .orElse("");
    }
}
