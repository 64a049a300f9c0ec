package greenbelt.command;

import static greenbelt.command.Parameter.argument;

import greenbelt.command.Parameter.Kind;
import greenbelt.fault.Target.OfGroup;
import greenbelt.simulator.Simulator;
import java.util.LinkedHashMap;
import java.util.List;

/// What can be done about messages that were given up.
final class BusCommands {
    private BusCommands() {}

    static List<Command> all() {
        return List.of(redrive());
    }

    private static Command redrive() {
        return new Command(
                "bus redrive",
                "Hands the dead letters of a group to it again, now that it may be able to handle them",
                List.of(
                        argument("TOPIC", Kind.TOPIC, "its name, as in: status"),
                        argument("GROUP", Kind.GROUP, "who could not handle them")),
                List.of("bus redrive inventory.commands inventory"),
                BusCommands::redrive);
    }

    private static Result redrive(Call call) {
        var group = group(call);
        int letters = call.simulator().redrive(group.topic(), group.group());
        var json = new LinkedHashMap<String, Object>();
        json.put("group", group.name());
        json.put("redriven", letters);
        return Result.of(
                letters == 0
                        ? group.name() + " has no dead letters that are not on their way already"
                        : "%d dead letters are on their way to %s again; see: status"
                                .formatted(letters, group.name()),
                json);
    }

    private static OfGroup group(Call call) {
        var name = call.arguments().one("TOPIC") + "~" + call.arguments().one("GROUP");
        var groups = Simulator.landscape().groups();
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var names = groups.stream().map(OfGroup::name).toList();
                    return CommandRefused.failed(
                            "there is no topic with such a group, \"%s\"%s; there are %s"
                                    .formatted(
                                            name.replace("~", " "),
                                            Nearest.question(name, names).replace("~", " "),
                                            String.join(", ", names).replace("~", " ")));
                });
    }
}
