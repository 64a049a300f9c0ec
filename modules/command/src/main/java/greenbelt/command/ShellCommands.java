package greenbelt.command;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.maybe;

import greenbelt.command.Parameter.Kind;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The commands that are about commands.
final class ShellCommands {
    private static final long MOST_BYTES = 1 << 20;

    private final Commands commands;
    private final Aliases aliases;
    private final Tour tour;

    ShellCommands(Commands commands, Aliases aliases, Tour tour) {
        this.commands = commands;
        this.aliases = aliases;
        this.tour = tour;
    }

    Group group() {
        return new Group(
                "shell",
                "the shell itself",
                List.of(help(), tour(), alias(), unalias(), source(), quit()));
    }

    private Command help() {
        return new Command(
                        "help",
                        "Lists the commands, or explains one",
                        List.of(
                                maybe(
                                        "COMMAND",
                                        Kind.REST,
                                        "its name, such as order place, or a group's")),
                        List.of("help", "help order place"),
                        call ->
                                call.arguments()
                                        .maybe("COMMAND")
                                        .map(this::help)
                                        .orElseGet(() -> Help.ofGroups(commands.groups())))
                .teaching("Every command says what it does, what it takes and what it teaches");
    }

    private Result help(String name) {
        var found = commands.named(name);
        if (found.isPresent()) {
            return Help.of(found.get());
        }
        var group = commands.groups().stream().filter(it -> it.name().equals(name)).findFirst();
        if (group.isPresent()) {
            return Help.ofGroups(List.of(group.get()));
        }
        var family =
                commands.all().stream().filter(it -> it.name().startsWith(name + " ")).toList();
        if (family.isEmpty()) {
            var names = Stream.concat(commands.names().stream(), commands.firstWords().stream());
            throw CommandRefused.usage(
                    "there is no command \"%s\"%s"
                            .formatted(
                                    name,
                                    Nearest.to(name, names.toList())
                                            .map(", did you mean \"%s\"?"::formatted)
                                            .orElse("; see: help")));
        }
        return Help.ofFamily(family);
    }

    private Command tour() {
        return new Command(
                        "tour",
                        "Shows around: five screens, each with one line to type",
                        List.of(maybe("WHAT", Kind.TEXT, "leave: enough of it")),
                        List.of("tour", "tour leave"),
                        call -> {
                            var what = call.arguments().maybe("WHAT");
                            if (what.isEmpty()) {
                                return Result.of(tour.show().stripTrailing(), Map.of());
                            }
                            if (!what.get().equals("leave")) {
                                throw CommandRefused.usage(
                                        "tour takes leave or nothing, found \"%s\""
                                                .formatted(what.get()));
                            }
                            tour.leave();
                            return Result.of(
                                    "the tour is over; it begins anew with: tour", Map.of());
                        })
                .teaching("Sync and async, traces and crashes, in two minutes");
    }

    private Command alias() {
        return new Command(
                        "alias",
                        "Gives the beginning of a command a short name, or lists such names",
                        List.of(
                                maybe("NAME", Kind.TEXT, "a short word"),
                                maybe("TEXT", Kind.REST, "what it stands for")),
                        List.of("alias", "alias recent order list --limit 5"),
                        call -> {
                            var name = call.arguments().maybe("NAME");
                            if (name.isPresent()) {
                                var text =
                                        call.arguments()
                                                .maybe("TEXT")
                                                .map(given -> given.replaceFirst("^=\\s*", ""))
                                                .orElseThrow(() ->
                                                        CommandRefused.usage(
                                                                "alias: say what \"%s\" stands for"
                                                                        .formatted(name.get())));
                                aliases.add(name.get(), text, commands.firstWords());
                            }
                            return aliasTable();
                        })
                .teaching("What one types often deserves a short name");
    }

    private Result aliasTable() {
        var table = Table.of(Column.left("alias"), Column.left("stands for"));
        for (var entry : aliases.all().entrySet()) {
            table = table.row(entry.getKey(), entry.getValue());
        }
        return Result.of(table);
    }

    private Command unalias() {
        return new Command(
                        "unalias",
                        "Takes a short name away",
                        List.of(argument("NAME", Kind.ALIAS, "the short word")),
                        List.of("unalias recent", "unalias few"),
                        call -> {
                            aliases.remove(call.arguments().one("NAME"));
                            return aliasTable();
                        })
                .teaching("A short name is yours alone: commands stay what they are");
    }

    private Command source() {
        return new Command(
                        "source",
                        "Carries out the commands in a file, a line each, up to the first that is refused",
                        List.of(argument("FILE", Kind.FILE, "a text file; # begins a comment")),
                        List.of("source experiment.txt", "source labs/slow-edge.txt"),
                        call -> script(call.arguments().one("FILE")))
                .outside()
                .teaching("An experiment that is written down can be repeated");
    }

    private static Result script(String name) {
        try {
            var file = Path.of(name);
            if (Files.isRegularFile(file) && Files.size(file) > MOST_BYTES) {
                throw CommandRefused.failed(
                        "%s has more than %d bytes".formatted(name, MOST_BYTES));
            }
            return Result.ofScript(name, Files.readAllLines(file));
        } catch (CharacterCodingException binary) {
            throw CommandRefused.failed("%s is not text in UTF-8".formatted(name));
        } catch (IOException | InvalidPathException failure) {
            throw CommandRefused.failed(
                    "expected a file of commands, found none that can be read: " + name);
        }
    }

    private static Command quit() {
        return new Command(
                        Commands.QUIT,
                        "Ends the shell, as Ctrl-D does",
                        List.of(),
                        List.of(Commands.QUIT),
                        _ -> Result.of("", Map.of()))
                .teaching("The data stays; the next start goes on with it");
    }
}
