package greenbelt.command.system;

import static greenbelt.command.Parameter.maybe;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.simulator.Scale;
import greenbelt.simulator.Simulator;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.List;

/// How many instances a service has.
final class ScaleCommand {
    private static final String INSTANCES = "INSTANCES";
    private static final List<String> SERVICES = List.of("gateway", "inventory", "order", "user");

    private ScaleCommand() {}

    static Command scale() {
        return new Command(
                        "scale",
                        "Shows how many instances each service has, or lets one have more or fewer",
                        List.of(
                                maybe("SERVICE", Kind.SERVICE, "inventory or user"),
                                maybe(
                                        INSTANCES,
                                        Kind.NUMBER,
                                        "1 to "
                                                + Scale.MOST
                                                + "; those with the highest numbers go first")),
                        List.of("scale", "scale inventory 3", "scale inventory 1"),
                        ScaleCommand::scale)
                .teaching("More instances share the work, until something they share is full")
                .watched();
    }

    private static Result scale(Call call) {
        var simulator = call.simulator();
        call.arguments().maybe("SERVICE").ifPresent(service -> scale(call, known(service)));
        var table =
                Table.of(Column.left("service"), Column.right("instances"), Column.left("nodes"));
        for (var service : SERVICES) {
            table = table.row(service, simulator.nodes(service).size(), nodes(simulator, service));
        }
        return Result.of(table).withJson(simulator.scale().instances());
    }

    private static String nodes(Simulator simulator, String service) {
        return String.join(", ", simulator.nodes(service));
    }

    private static String known(String service) {
        if (!SERVICES.contains(service)) {
            throw CommandRefused.usage(
                    "SERVICE must be %s, found \"%s\"%s"
                            .formatted(
                                    String.join(" or ", Scale.SERVICES),
                                    service,
                                    Nearest.question(service, Scale.SERVICES)));
        }
        return service;
    }

    private static void scale(Call call, String service) {
        if (!call.arguments().has(INSTANCES)) {
            throw CommandRefused.usage(
                    "scale: say how many instances, as in: scale %s 3".formatted(service));
        }
        int instances =
                Scale.SERVICES.contains(service)
                        ? call.arguments().number(INSTANCES, 1, Scale.MOST, 1)
                        : 1;
        call.simulator().scale(service, instances);
    }
}
