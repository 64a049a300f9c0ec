package greenbelt.command.events;

import static greenbelt.command.Parameter.argument;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Directory;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.order.Quarantined;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.List;

/// The orders that are set aside, so that the others go on.
public final class QuarantineCommands {
    private QuarantineCommands() {}

    public static List<Command> all() {
        return List.of(list(), release());
    }

    private static Command list() {
        return new Command(
                        "quarantine list",
                        "Lists the orders that are set aside, because they cannot be handled, and why",
                        List.of(),
                        List.of("quarantine list", "quarantine list --json"),
                        QuarantineCommands::list)
                .teaching(
                        "What cannot be handled is set aside and said, not skipped and not tried for ever")
                .listing();
    }

    private static Result list(Call call) {
        return shown(call.simulator().quarantined());
    }

    public static Result shown(List<Quarantined> held) {
        return held.isEmpty()
                ? Result.of("no order is set aside", held)
                : Result.of(table(held), "in full: quarantine list --json");
    }

    private static Table table(List<Quarantined> held) {
        var table =
                Table.of(
                        Column.left("set aside"),
                        Column.left("since"),
                        Column.right("messages"),
                        Column.left("reason"));
        for (var order : held) {
            table = table.row(order.number(), order.since(), order.messages(), order.reason());
        }
        return table;
    }

    private static Command release() {
        return new Command(
                        "quarantine release",
                        "Tries to handle an order again that is set aside, now that it may be possible",
                        List.of(argument("ORDER", Kind.ORDER, "its number or its id")),
                        List.of("quarantine release order-1", "quarantine release last"),
                        QuarantineCommands::release)
                .teaching("Trying again makes sense once the cause is gone");
    }

    private static Result release(Call call) {
        var order = Directory.orderKey(call.arguments().one("ORDER"));
        var again = call.simulator().release(order);
        var text =
                again.map(reason -> "%s is set aside again: %s".formatted(order, reason))
                        .orElse(order + " is free, and handled again");
        return Result.of(
                text, JsonObject.EMPTY.with("order", order).with("released", again.isEmpty()));
    }
}
