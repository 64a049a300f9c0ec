package greenbelt.command.gateway;

import static greenbelt.command.Parameter.maybe;

import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
import greenbelt.gateway.UpstreamsView;
import greenbelt.gateway.UpstreamsView.InstanceView;
import greenbelt.gateway.UpstreamsView.UpstreamView;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.ArrayList;
import java.util.List;

/// Where the gateway sends requests.
final class UpstreamCommands {
    private UpstreamCommands() {}

    static Command upstreams() {
        return new Command(
                        "upstreams",
                        "Shows the instances that the gateway sends requests to, how they fare, and why",
                        List.of(maybe("UPSTREAM", Kind.UPSTREAM, "its name; all when left out")),
                        List.of("upstreams", "upstreams inventory", "upstreams inventory --json"),
                        call -> {
                            var view = call.simulator().gateway().upstreams();
                            return shown(
                                    call.arguments()
                                            .maybe("UPSTREAM")
                                            .map(name -> only(view, name))
                                            .orElse(view));
                        })
                .teaching("Health is judged twice: by asking, and by what became of real requests")
                .listing();
    }

    private static UpstreamsView only(UpstreamsView view, String name) {
        var names = view.upstreams().stream().map(UpstreamView::name).toList();
        return view.upstreams().stream()
                .filter(upstream -> upstream.name().equals(name))
                .findFirst()
                .map(upstream -> new UpstreamsView(List.of(upstream)))
                .orElseThrow(() ->
                        CommandRefused.failed(
                                "there is no upstream \"%s\"%s; there are %s"
                                        .formatted(
                                                name,
                                                Nearest.question(name, names),
                                                String.join(", ", names))));
    }

    private static Result shown(UpstreamsView view) {
        var parts = new ArrayList<Result>();
        for (var upstream : view.upstreams()) {
            parts.add(Result.of(heading(upstream), ""));
            parts.add(Result.of(table(upstream.instances())));
        }
        return Result.stacked(view, parts.toArray(Result[]::new));
    }

    private static String heading(UpstreamView upstream) {
        return upstream.name()
                + "\n  "
                + String.join("\n  ", upstream.says())
                + (upstream.isPanicking() ? "\n  none is well: requests go to any of them" : "");
    }

    private static Table table(List<InstanceView> instances) {
        var table =
                Table.of(
                        Column.left("instance"),
                        Column.left("state"),
                        Column.right("share"),
                        Column.right("in flight"),
                        Column.right("requests"),
                        Column.right("failures"),
                        Column.left("breaker"),
                        Column.left("says"));
        for (var instance : instances) {
            table =
                    table.row(
                            instance.name(),
                            Spoken.inWords(instance.state()),
                            instance.sharePercent() + "%",
                            instance.inFlight(),
                            instance.requests(),
                            instance.failures(),
                            instance.breaker().isEmpty() ? "none" : instance.breaker(),
                            says(instance));
        }
        return table;
    }

    private static String says(InstanceView instance) {
        return instance.ejectedUntil()
                .map(until -> "out until %s: %s".formatted(until, instance.why()))
                .orElse(instance.why());
    }
}
