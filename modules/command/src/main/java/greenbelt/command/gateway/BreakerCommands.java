package greenbelt.command.gateway;

import greenbelt.command.Command;
import greenbelt.command.Result;
import greenbelt.gateway.BreakersView;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Which instances the gateway leaves alone, because they fail.
final class BreakerCommands {
    private BreakerCommands() {}

    static Command breakers() {
        return new Command(
                        "breakers",
                        "Shows the circuit breakers of the gateway: which instances it leaves alone, and until when",
                        List.of(),
                        List.of("breakers", "breakers --json"),
                        call -> shown(call.simulator().gateway().breakers()))
                .teaching(
                        "A breaker that is open spares a service that is failing, and its callers the wait")
                .listing();
    }

    private static Result shown(BreakersView view) {
        if (view.breakers().isEmpty()) {
            return Result.of("no upstream has breakers", view);
        }
        var table =
                Table.of(
                        Column.left("instance"),
                        Column.left("of"),
                        Column.left("state"),
                        Column.right("calls"),
                        Column.right("failed"),
                        Column.right("slow"),
                        Column.left("until"),
                        Column.right("opened"));
        for (var it : view.breakers()) {
            table =
                    table.row(
                            it.instance(),
                            it.upstream(),
                            it.state(),
                            it.calls(),
                            percent(it.failurePercent()),
                            percent(it.slowPercent()),
                            it.until()
                                    .map(at -> at.truncatedTo(ChronoUnit.MILLIS).toString())
                                    .orElse(""),
                            it.opened());
        }
        return Result.of(table).withJson(view);
    }

    private static String percent(Optional<Integer> share) {
        return share.map(it -> it + " %").orElse("?");
    }
}
