package greenbelt.command.gateway;

import static greenbelt.command.Parameter.argument;

import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Result;
import greenbelt.gateway.Explanation;
import greenbelt.gateway.Reload;
import greenbelt.gateway.RoutesText;
import greenbelt.gateway.RoutesView;
import greenbelt.gateway.RoutesView.RouteView;
import greenbelt.http.Method;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// What the gateway lets in, and where it goes.
public final class RouteCommands {
    private RouteCommands() {}

    public static List<Command> all() {
        return List.of(
                list(),
                explain(),
                load(),
                reload(),
                LimitCommands.limits(),
                UpstreamCommands.upstreams(),
                BreakerCommands.breakers(),
                SafeguardCommands.safeguards());
    }

    private static Command list() {
        return new Command(
                        "routes",
                        "Lists the routes of the gateway: what it lets in, where that goes, who may",
                        List.of(),
                        List.of("routes", "routes --json"),
                        call -> list(call.simulator().gateway().routes()))
                .teaching(
                        "A gateway is a table of predicates and policies; the most exact one wins")
                .listing();
    }

    private static Result list(RoutesView view) {
        var table =
                Table.of(
                        Column.left("route"),
                        Column.left("methods"),
                        Column.left("path"),
                        Column.left("if"),
                        Column.left("to"),
                        Column.left("access"));
        for (var route : view.routes()) {
            table =
                    table.row(
                            route.name(),
                            methods(route),
                            route.path(),
                            String.join(", ", route.conditions()),
                            route.to(),
                            route.access());
        }
        var foot =
                "edition %d, %s, since %s".formatted(view.version(), view.source(), view.since());
        var result = Result.of(table).withJson(view).and(foot);
        return view.refused()
                .map(refused -> result.and(refused).withExitCode(CommandRefused.FAILED))
                .orElse(result);
    }

    /// `HEAD` goes without saying where `GET` is.
    private static String methods(RouteView route) {
        boolean all = route.methods().size() == Method.values().length;
        boolean get = route.methods().contains(Method.GET);
        return all
                ? "all"
                : route.methods().stream()
                        .filter(method -> method != Method.HEAD || !get)
                        .map(Method::name)
                        .collect(Collectors.joining(" "));
    }

    private static Command explain() {
        return new Command(
                        "route explain",
                        "Says what the gateway would do with a request, and why, without sending it",
                        List.of(
                                argument(
                                        "METHOD", Kind.METHOD, "GET, POST, PUT, PATCH, DELETE ..."),
                                argument(
                                        "PATH",
                                        Kind.PATH,
                                        "path and query, such as /orders?limit=2"),
                                argument("HEADER", Kind.TEXT, "name:value").with(Presence.ANY)),
                        List.of(
                                "route explain GET /orders/order-1",
                                "route explain GET /users host:example.org 'x-beta: yes'"),
                        call -> {
                            var arguments = call.arguments();
                            var request =
                                    HttpCommand.request(
                                            arguments, arguments.all("HEADER"), "HEADER");
                            return explained(call.simulator().gateway().explain(request));
                        })
                .teaching("Every decision of a gateway has a reason that can be said");
    }

    private static Result explained(Explanation explanation) {
        var text = new StringBuilder(explanation.request()).append('\n');
        list(text, "decided", explanation.decided());
        list(text, "not by", explanation.others());
        list(text, "policies", explanation.policies());
        explanation
                .refused()
                .ifPresent(refused ->
                        list(
                                text,
                                "refused",
                                List.of(refused.status() + ": " + refused.sentence())));
        explanation
                .forwarded()
                .ifPresent(forwarded -> {
                    list(
                            text,
                            "forwarded",
                            List.of(forwarded.target() + " to " + forwarded.upstream()));
                    list(text, "with", forwarded.headers());
                });
        return Result.of(text.toString().stripTrailing(), explanation)
                .withExitCode(explanation.refused().isEmpty() ? 0 : CommandRefused.FAILED);
    }

    private static void list(StringBuilder text, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            text.append("  ").append(title).append('\n');
            sentences.forEach(it -> text.append("    ").append(it).append('\n'));
        }
    }

    private static Command load() {
        return new Command(
                        "route load",
                        "Takes the routes in a file into service, as a whole or not at all",
                        List.of(argument("FILE", Kind.FILE, "the routes, in YAML")),
                        List.of("route load my-routes.yaml", "route load routes/canary.yaml"),
                        call -> {
                            var file = call.arguments().one("FILE");
                            return loaded(call.simulator().gateway().load(read(file)));
                        })
                .teaching(
                        "A configuration is taken as a whole or not at all, while requests are under way");
    }

    private static Command reload() {
        return new Command(
                        "route reload",
                        "Reads the routes again that the gateway was started with, and takes them into service",
                        List.of(),
                        List.of("route reload"),
                        call -> {
                            var text =
                                    call.simulator()
                                            .plan()
                                            .routes()
                                            .map(file -> read(file.toString()))
                                            .orElseGet(RoutesText::shipped);
                            return loaded(call.simulator().gateway().load(text));
                        })
                .teaching("Requests under way end by the table they began with");
    }

    private static RoutesText read(String file) {
        try {
            return RoutesText.read(Path.of(file));
        } catch (UncheckedIOException | InvalidPathException unreadable) {
            throw CommandRefused.failed(String.valueOf(unreadable.getMessage()));
        }
    }

    private static Result loaded(Reload reload) {
        return switch (reload) {
            case Reload.Loaded loaded ->
                    Result.of(
                            "edition %d, %s, is in service for requests from now on; %s"
                                    .formatted(
                                            loaded.version(),
                                            loaded.source(),
                                            loaded.changes().isEmpty()
                                                    ? "nothing is different"
                                                    : String.join(", ", loaded.changes())),
                            loaded);
            case Reload.Kept kept ->
                    Result.of(
                                    "%s\nedition %d, %s, stays in service"
                                            .formatted(
                                                    kept.complaint(),
                                                    kept.version(),
                                                    kept.source()),
                                    kept)
                            .withExitCode(CommandRefused.FAILED);
        };
    }
}
