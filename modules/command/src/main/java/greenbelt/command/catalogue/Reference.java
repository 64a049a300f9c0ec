package greenbelt.command.catalogue;

import greenbelt.command.Command;
import greenbelt.command.Commands;
import greenbelt.command.Group;
import java.util.stream.Collectors;

/// The reference page of all commands, in Markdown, from what they declare.
public final class Reference {
    private Reference() {}

    /// The page.
    public static String page(Commands commands) {
        return """
        # Commands

        What can be typed in the console, given to `./run.sh exec`, or written into a file for `source`. Every command takes `--help`
        and `--json`. `;` puts several on a line; `| grep PATTERN`, `| head N`, `| tail N` and `| count` choose rows. This page is
        written from what the commands declare; a test compares.

        """
                + commands.groups().stream().map(Reference::toc).collect(Collectors.joining())
                + commands.groups().stream().map(Reference::group).collect(Collectors.joining());
    }

    private static String toc(Group group) {
        return "- [%s](#%s): %s\n"
                .formatted(group.name(), group.name(), group.about().replace("|", "\\|"));
    }

    private static String group(Group group) {
        return "\n## %s\n".formatted(group.name())
                + group.commands().stream().map(Reference::command).collect(Collectors.joining());
    }

    private static String command(Command command) {
        var parameters =
                command.parameters().stream()
                        .map(parameter ->
                                "- `%s`: %s\n".formatted(parameter.label(), parameter.says()))
                        .collect(Collectors.joining());
        return """

        ### %s

        %s. %s.

            %s

        %s%sFor example: %s
        """
                .formatted(
                        command.name(),
                        command.summary(),
                        command.teaches(),
                        command.synopsis(),
                        parameters,
                        parameters.isEmpty() ? "" : "\n",
                        command.examples().stream()
                                .map("`%s`"::formatted)
                                .collect(Collectors.joining(" · ")));
    }
}
