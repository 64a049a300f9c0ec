package greenbelt.command.system;

import static greenbelt.command.Parameter.maybe;

import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.metrics.Family;
import greenbelt.metrics.Sample;
import greenbelt.metrics.Sample.Distribution;
import greenbelt.metrics.Sample.Value;
import greenbelt.simulator.AdminAccess;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the gateway counts, and how it is asked from outside.
public final class MetricCommands {
    private static final double MILLIS_PER_SECOND = 1e3;

    private MetricCommands() {}

    public static List<Command> all() {
        return List.of(metrics(), admin());
    }

    private static Command metrics() {
        return new Command(
                        "metrics",
                        "Shows what the gateway has counted, as /metrics of its admin listener does",
                        List.of(maybe("NAME", Kind.TEXT, "a name, or what it begins with")),
                        List.of("metrics", "metrics greenbelt_gateway_requests"),
                        call -> {
                            var prefix = call.arguments().maybe("NAME");
                            var all = call.simulator().metrics();
                            var chosen =
                                    all.stream()
                                            .filter(it -> it.name().startsWith(prefix.orElse("")))
                                            .toList();
                            if (chosen.isEmpty()) {
                                throw unknown(prefix, all);
                            }
                            return Result.of(table(chosen)).withJson(chosen);
                        })
                .teaching("Counts and histograms, as a monitoring system would read them")
                .listing();
    }

    private static CommandRefused unknown(Optional<String> prefix, List<Family> all) {
        var names = all.stream().map(Family::name).toList();
        return CommandRefused.failed(
                "there is no metric \"%s\"%s"
                        .formatted(prefix.orElse(""), Nearest.question(prefix.orElse(""), names)));
    }

    private static Table table(List<Family> families) {
        var table =
                Table.of(
                        Column.left("metric"),
                        Column.left("of"),
                        Column.right("value"),
                        Column.left("says"));
        for (var family : families) {
            var says = family.help();
            for (var sample : family.samples()) {
                table = table.row(family.name(), labels(sample), value(sample), says);
                says = "";
            }
        }
        return table;
    }

    private static String labels(Sample sample) {
        return sample.labels().entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
    }

    private static String value(Sample sample) {
        return switch (sample) {
            case Value(_, var value) -> number(value);
            case Distribution all ->
                    String.format(
                            Locale.ROOT,
                            "%d, mean %.2f ms",
                            all.count(),
                            all.count() == 0 ? 0 : all.sum() / all.count() * MILLIS_PER_SECOND);
        };
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3f", value);
    }

    private static Command admin() {
        return new Command(
                        "admin",
                        "Shows where those who run the gateway ask it, and with which key",
                        List.of(),
                        List.of("admin"),
                        call ->
                                call.simulator()
                                        .admin()
                                        .map(MetricCommands::shown)
                                        .orElseGet(() ->
                                                Result.of(
                                                        "a virtual world has no sockets, and so no admin listener; see: metrics",
                                                        "")))
                .teaching("What operates a system listens elsewhere than what serves its users");
    }

    private static Result shown(AdminAccess admin) {
        var text =
                new StringBuilder("admin listener: ")
                        .append(admin.url())
                        .append(admin.writable() ? ", routes can be loaded" : ", read-only")
                        .append("\n  curl -H 'authorization: Bearer ")
                        .append(admin.key())
                        .append("' ")
                        .append(admin.url())
                        .append("/metrics\ngateway: ")
                        .append(admin.gateway());
        admin.certificate()
                .ifPresent(file ->
                        text.append("\n  curl --cacert ")
                                .append(file)
                                .append(' ')
                                .append(admin.gateway())
                                .append("/openapi.yaml"));
        return Result.of(text.toString(), admin);
    }
}
