package greenbelt.command;

import greenbelt.command.Parameter.Kind;
import java.util.ArrayList;
import java.util.List;

/// Makes sense of a command line: finds the command, and what is given to it.
final class Parser {
    private static final int MOST_WORDS = 2;

    private final Commands commands;

    /// What a line asks for.
    ///
    /// @param asksForHelp whether it says `--help`
    record Parsed(Command command, Arguments arguments, boolean json, boolean asksForHelp) {
        /// The same, without this option.
        Parsed without(Parameter option) {
            return new Parsed(command, arguments.without(option.label()), json, asksForHelp);
        }
    }

    Parser(Commands commands) {
        this.commands = commands;
    }

    /// Throws [CommandRefused] when the line makes no sense.
    Parsed parse(String line) {
        var words = Word.split(line);
        var texts = words.stream().map(Word::text).toList();
        var command = command(texts);
        int nameLength = command.name().split(" ", -1).length;
        var given = withRestAsOne(line, command, words.subList(nameLength, words.size()));
        return parse(command, given);
    }

    /// The command these words begin with: the one with the longest name.
    private Command command(List<String> words) {
        for (int length = Math.min(MOST_WORDS, words.size()); length > 0; length--) {
            var found = commands.named(String.join(" ", words.subList(0, length)));
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw unknown(words);
    }

    private CommandRefused unknown(List<String> words) {
        var first = words.getFirst();
        var family = commands.family(first);
        if (!family.isEmpty()) {
            var second = words.size() > 1 ? words.get(1) : "";
            var names = family.stream().map(name -> name.substring(first.length() + 1)).toList();
            var hint =
                    second.isEmpty()
                            ? ""
                            : ", found \"%s\"%s".formatted(second, Nearest.question(second, names));
            return CommandRefused.usage(
                    "%s takes %s%s".formatted(first, String.join("|", names), hint));
        }
        var said = String.join(" ", words.subList(0, Math.min(MOST_WORDS, words.size())));
        var near =
                Nearest.to(first, commands.firstWords())
                        .or(() -> Nearest.to(said, commands.names()))
                        .map(", did you mean \"%s\"?"::formatted)
                        .orElse(", try \"help\"");
        return CommandRefused.usage("there is no command \"%s\"%s".formatted(first, near));
    }

    /// An argument that takes the rest of the line takes it as it was typed, quotes and all.
    private static List<String> withRestAsOne(String line, Command command, List<Word> words) {
        var texts = words.stream().map(Word::text).toList();
        var placeOfRest = command.placeOfRest();
        if (placeOfRest.isEmpty()) {
            return texts;
        }
        int place = 0;
        for (int i = 0; i < words.size(); i++) {
            if (texts.get(i).startsWith("--")) {
                i += takesNext(command, texts.get(i)) ? 1 : 0;
                continue;
            }
            if (place++ == placeOfRest.get()) {
                var given = new ArrayList<>(texts.subList(0, i));
                given.add(words.get(i).restOf(line));
                return given;
            }
        }
        return texts;
    }

    private static boolean takesNext(Command command, String option) {
        return command.options().stream()
                .anyMatch(it -> it.label().equals(option) && it.kind() != Kind.FLAG);
    }

    private static Parsed parse(Command command, List<String> given) {
        var parameters = new ArrayList<>(command.parameters());
        parameters.add(Sorting.JSON);
        parameters.add(Sorting.HELP);
        var arguments = Sorting.sort(command.name(), Help.synopsis(command), parameters, given);
        return new Parsed(
                command,
                arguments,
                arguments.has(Sorting.JSON.label()),
                arguments.has(Sorting.HELP.label()));
    }
}
