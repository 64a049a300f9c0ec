package greenbelt.command;

import greenbelt.command.Parameter.Kind;
import greenbelt.view.Page;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the commands say about themselves.
final class Help {
    private static final String TRY =
            "Every command takes --help and --json; a ; b runs both; | grep, head, tail or count filters. Try: help order place";

    private Help() {}

    /// How the command is written: `order list [--user USER] [--json]`.
    static String synopsis(Command command) {
        return command.name()
                + command.parameters().stream()
                        .map(parameter -> " " + placeholder(parameter))
                        .collect(Collectors.joining());
    }

    private static String placeholder(Parameter parameter) {
        var text =
                !parameter.isOption()
                        ? parameter.label()
                        : parameter.kind() == Kind.FLAG
                                ? parameter.label()
                                : parameter.label() + " " + parameter.kind().name();
        return switch (parameter.presence()) {
            case REQUIRED -> text;
            case OPTIONAL -> "[" + text + "]";
            case REPEATED -> text + "...";
            case ANY -> "[" + text + "]...";
        };
    }

    /// All about one command.
    static Result of(Command command) {
        var text = new StringBuilder();
        text.append(command.summary()).append(".\n\n  ").append(synopsis(command)).append("\n");
        if (!command.parameters().isEmpty()) {
            text.append('\n');
        }
        int width =
                command.parameters().stream().mapToInt(it -> it.label().length()).max().orElse(0);
        for (var parameter : command.parameters()) {
            text.append("  ")
                    .append(parameter.label())
                    .append(" ".repeat(width - parameter.label().length() + 3))
                    .append(parameter.says())
                    .append('\n');
        }
        if (!command.teaches().isEmpty()) {
            text.append("\nTo see by it: ").append(command.teaches()).append(".\n");
        }
        text.append("\nFor example:\n");
        command.examples().forEach(example -> text.append("  ").append(example).append('\n'));
        return Result.of(text.toString().stripTrailing(), json(command));
    }

    private static Object json(Command command) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", command.name());
        fields.put("summary", command.summary());
        fields.put("teaches", command.teaches());
        fields.put("usage", synopsis(command));
        fields.put(
                "parameters",
                command.parameters().stream().map(parameter -> parameter.label()).toList());
        fields.put("examples", command.examples());
        return fields;
    }

    /// A line for each command.
    static Result ofFamily(List<Command> commands) {
        return Result.of(table(commands)).withJson(json(commands)).and(TRY);
    }

    /// A line for each command, group by group.
    static Result ofGroups(List<Group> groups) {
        int widest =
                groups.stream()
                        .flatMap(group -> group.commands().stream())
                        .mapToInt(command -> command.name().length())
                        .max()
                        .orElse(0);
        return new Result(
                groups.stream().map(Help::json).toList(),
                page ->
                        groups.stream()
                                        .map(group -> drawing(group, widest, page))
                                        .collect(Collectors.joining("\n"))
                                + "\n"
                                + TRY
                                + "\n",
                0);
    }

    private static String drawing(Group group, int widest, Page page) {
        var text =
                new StringBuilder()
                        .append(group.name().toUpperCase(Locale.ROOT))
                        .append(": ")
                        .append(group.about())
                        .append('\n');
        for (var command : group.commands()) {
            var line =
                    "  "
                            + command.name()
                            + " ".repeat(widest - command.name().length() + 2)
                            + command.summary();
            text.append(page.line(line)).append('\n');
        }
        return text.toString();
    }

    private static Object json(Group group) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("group", group.name());
        fields.put("about", group.about());
        fields.put("commands", json(group.commands()));
        return fields;
    }

    private static List<Object> json(List<Command> commands) {
        return commands.stream().map(Help::json).toList();
    }

    private static Table table(List<Command> commands) {
        var table = Table.of(Column.left("command"), Column.left("what it does"));
        for (var command : commands) {
            table = table.row(command.name(), command.summary());
        }
        return table;
    }
}
