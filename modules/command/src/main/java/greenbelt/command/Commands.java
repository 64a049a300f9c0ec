package greenbelt.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Every command there is.
public final class Commands {
    private final List<Group> groups;
    private final List<Command> all;

    private final Aliases aliases;
    private final Tour tour = new Tour();

    /// These commands, and those of the shell itself.
    public Commands(List<Group> groups, Aliases aliases) {
        this.aliases = aliases;
        this.groups =
                Stream.concat(
                                groups.stream(),
                                Stream.of(new ShellCommands(this, aliases, tour).group()))
                        .toList();
        this.all = this.groups.stream().flatMap(group -> group.commands().stream()).toList();
    }

    /// The word that ends the shell.
    static final String QUIT = "quit";

    /// The groups, in the order in which one would learn them.
    public List<Group> groups() {
        return groups;
    }

    public List<Command> all() {
        return all;
    }

    Aliases aliases() {
        return aliases;
    }

    Tour tour() {
        return tour;
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
