package greenbelt.command.gateway;

import greenbelt.command.Command;
import greenbelt.command.Result;
import greenbelt.gateway.LimitsView;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.List;

/// How many requests the gateway lets pass.
final class LimitCommands {
    private LimitCommands() {}

    static Command limits() {
        return new Command(
                        "limits",
                        "Shows the limits of the gateway, whom they have refused, and who has the fewest left",
                        List.of(),
                        List.of("limits", "limits --json"),
                        call -> shown(call.simulator().gateway().limits()))
                .teaching("A token bucket allows a burst, and an average in the long run")
                .listing();
    }

    private static Result shown(LimitsView view) {
        var rates =
                Table.of(
                        Column.left("limit"),
                        Column.left("says"),
                        Column.right("passed"),
                        Column.right("refused"),
                        Column.right("remembers"),
                        Column.left("fewest left"));
        for (var rate : view.rates()) {
            rates =
                    rates.row(
                            rate.name(),
                            rate.says(),
                            rate.granted(),
                            rate.refused(),
                            rate.remembered() + " of " + rate.atMost(),
                            String.join(", ", rate.fewest()));
        }
        var bounds =
                Table.of(
                        Column.left("route"),
                        Column.left("says"),
                        Column.right("bound"),
                        Column.right("under way"),
                        Column.right("refused"));
        for (var bound : view.concurrency()) {
            bounds =
                    bounds.row(
                            bound.route(),
                            bound.says(),
                            bound.bound(),
                            bound.underWay(),
                            bound.refused());
        }
        return Result.stacked(
                view,
                view.rates().isEmpty() ? Result.of("no rate is limited", "") : Result.of(rates),
                view.concurrency().isEmpty()
                        ? Result.of("no route limits how many are under way at once", "")
                        : Result.of(bounds));
    }
}
