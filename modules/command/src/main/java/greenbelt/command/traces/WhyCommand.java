package greenbelt.command.traces;

import static greenbelt.command.Parameter.argument;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Directory;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.List;

/// Why something is as it is.
public final class WhyCommand {
    private WhyCommand() {}

    public static List<Command> all() {
        return List.of(why());
    }

    private static Command why() {
        return new Command(
                        "why order",
                        "Says what an order waits for, and what is in its way",
                        List.of(argument("ORDER", Kind.ORDER, "its number, its id, or last")),
                        List.of("why order 1", "why order last"),
                        WhyCommand::why)
                .teaching("A system that can say what it waits for needs no guessing")
                .watched();
    }

    /// Asks nobody over HTTP, since whoever does not answer may be the reason.
    private static Result why(Call call) {
        var name = call.arguments().one("ORDER");
        var order =
                name.equals("last")
                        ? call.directory().order(name).number()
                        : Directory.orderKey(name);
        var why = call.simulator().why(order);
        var table = Table.of(Column.left("where"), Column.left("found"));
        for (var clue : why.clues()) {
            table = table.row(clue.place(), clue.found());
        }
        return Result.stacked(why, Result.of(why.answer(), why), Result.of(table));
    }
}
