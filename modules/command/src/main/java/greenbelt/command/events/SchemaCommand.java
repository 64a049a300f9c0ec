package greenbelt.command.events;

import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Result;
import greenbelt.order.SchemaReport;
import greenbelt.order.SchemaReport.Shape;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.List;

/// What shapes the events have.
public final class SchemaCommand {
    private SchemaCommand() {}

    public static List<Command> all() {
        return List.of(check());
    }

    private static Command check() {
        return new Command(
                        "schema check",
                        "Reads every event with all its data, and shows which types in which versions there"
                                + " are, and which of the events cannot be read",
                        List.of(),
                        List.of("schema check", "schema check --json"),
                        call -> result(call.simulator().schema()))
                .teaching(
                        "Events outlive the code that wrote them: old shapes are read through upcasters");
    }

    private static Result result(SchemaReport report) {
        var table =
                Table.of(
                        Column.left("type"),
                        Column.right("version"),
                        Column.right("events"),
                        Column.right("first position"),
                        Column.right("upcasts"),
                        Column.left("readable"));
        for (var shape : report.shapes()) {
            table =
                    table.row(
                            shape.type(),
                            shape.version(),
                            shape.count(),
                            shape.firstPosition(),
                            shape.upcasts().isPresent()
                                    ? Integer.toString(shape.upcasts().getAsInt())
                                    : "",
                            readable(shape));
        }
        var head =
                report.isReadable()
                        ? "every event can be read (%d)".formatted(report.events())
                        : "%d of %d events cannot be read"
                                .formatted(report.unreadableCount(), report.events());
        var result = Result.stacked(report, Result.of(head, report), Result.of(table));
        for (var event : report.unreadable()) {
            result = result.and(event.toString());
        }
        return result.withExitCode(report.isReadable() ? 0 : CommandRefused.FAILED);
    }

    private static String readable(Shape shape) {
        if (shape.unreadable() == 0) {
            return "yes";
        }
        return shape.unreadable() == shape.count() ? "no" : "all but " + shape.unreadable();
    }
}
