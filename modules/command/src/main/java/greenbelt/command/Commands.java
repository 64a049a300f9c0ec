package greenbelt.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Every command there is.
public final class Commands {
    private final List<Group> groups;
    private final List<Command> all;

    /// These commands, and `help` and `quit` besides.
    public Commands(List<Group> groups) {
        this.groups = Stream.concat(groups.stream(), Stream.of(shell())).toList();
        this.all = this.groups.stream().flatMap(group -> group.commands().stream()).toList();
    }

    private Group shell() {
        return new Group("shell", "the shell itself", List.of(help(), quit()));
    }

    /// The word that ends the shell.
    static final String QUIT = "quit";

    private Command help() {
        return new Command(
                "help",
                "Lists the commands, or explains one",
                List.of(
                        Parameter.maybe(
                                "COMMAND", Parameter.Kind.REST, "its name, such as order place")),
                List.of("help", "help order place"),
                call ->
                        call.arguments()
                                .maybe("COMMAND")
                                .map(this::help)
                                .orElseGet(() -> Help.of(all)));
    }

    private Result help(String name) {
        var found = named(name);
        if (found.isPresent()) {
            return Help.of(found.get());
        }
        var family = all.stream().filter(it -> it.name().startsWith(name + " ")).toList();
        if (family.isEmpty()) {
            throw CommandRefused.usage(
                    "there is no command \"%s\"%s"
                            .formatted(
                                    name,
                                    Nearest.to(
                                                    name,
                                                    Stream.concat(
                                                                    names().stream(),
                                                                    firstWords().stream())
                                                            .toList())
                                            .map(", did you mean \"%s\"?"::formatted)
                                            .orElse("; see: help")));
        }
        return Help.of(family);
    }

    private static Command quit() {
        return new Command(
                QUIT,
                "Ends the shell, as Ctrl-D does",
                List.of(),
                List.of(QUIT),
                _ -> Result.of("", Map.of()));
    }

    /// The groups, in the order in which one would learn them.
    public List<Group> groups() {
        return groups;
    }

    public List<Command> all() {
        return all;
    }

    /// The command of exactly this name.
    Optional<Command> named(String name) {
        return all.stream().filter(command -> command.name().equals(name)).findFirst();
    }

    List<String> names() {
        return all.stream().map(Command::name).toList();
    }

    /// The names that begin with this word and go on.
    List<String> family(String firstWord) {
        return names().stream().filter(name -> name.startsWith(firstWord + " ")).toList();
    }

    List<String> firstWords() {
        return names().stream().map(name -> name.split(" ", -1)[0]).distinct().toList();
    }
}
