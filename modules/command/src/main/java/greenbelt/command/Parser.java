package greenbelt.command;

import greenbelt.command.Parameter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Makes sense of a command line: finds the command, and what is given to it.
final class Parser {
    static final String JSON = "--json";
    static final String HELP = "--help";

    private static final int MOST_WORDS = 2;

    private final Commands commands;

    /// What a line asks for.
    ///
    /// @param asksForHelp whether it says `--help`
    record Parsed(Command command, Arguments arguments, boolean json, boolean asksForHelp) {}

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
                            : ", found \"%s\"%s".formatted(second, didYouMean(second, names));
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

    static String didYouMean(String word, List<String> candidates) {
        return Nearest.to(word, candidates).map(", did you mean \"%s\"?"::formatted).orElse("");
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

    private Parsed parse(Command command, List<String> given) {
        var spec = spec(command);
        try {
            var parsed =
                    new CommandLine(spec)
                            .setUnmatchedOptionsArePositionalParams(false)
                            .parseArgs(given.toArray(String[]::new));
            return new Parsed(
                    command,
                    arguments(command, parsed),
                    parsed.hasMatchedOption(JSON),
                    parsed.isUsageHelpRequested());
        } catch (UnmatchedArgumentException unmatched) {
            throw unmatched(command, unmatched.getUnmatched().getFirst());
        } catch (ParameterException refused) {
            throw CommandRefused.usage(
                    "%s: %s, usage: %s"
                            .formatted(command.name(), said(refused), Help.synopsis(command)));
        }
    }

    private static String said(ParameterException refused) {
        var message = String.valueOf(refused.getMessage());
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }

    private static CommandRefused unmatched(Command command, String word) {
        if (word.startsWith("-")) {
            var options = command.options().stream().map(Parameter::label).toList();
            return CommandRefused.usage(
                    "%s has no option \"%s\"%s, usage: %s"
                            .formatted(
                                    command.name(),
                                    word,
                                    didYouMean(word, options),
                                    Help.synopsis(command)));
        }
        return CommandRefused.usage(
                "%s does not expect \"%s\", usage: %s"
                        .formatted(command.name(), word, Help.synopsis(command)));
    }

    private static CommandSpec spec(Command command) {
        var spec = CommandSpec.create().name(command.name());
        for (var parameter : command.options()) {
            spec.addOption(option(parameter));
        }
        var arguments = command.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            spec.addPositional(positional(arguments.get(i), i));
        }
        spec.addOption(OptionSpec.builder(JSON).type(boolean.class).build());
        return spec.addOption(OptionSpec.builder(HELP).type(boolean.class).usageHelp(true).build());
    }

    private static OptionSpec option(Parameter parameter) {
        var option =
                OptionSpec.builder(parameter.label())
                        .paramLabel(parameter.kind().name())
                        .required(parameter.isRequired());
        if (parameter.kind() == Kind.FLAG) {
            return option.type(boolean.class).build();
        }
        return parameter.isRepeatable()
                ? option.type(String[].class).arity("1").build()
                : option.type(String.class).build();
    }

    private static PositionalParamSpec positional(Parameter parameter, int place) {
        return PositionalParamSpec.builder()
                .index(String.valueOf(place))
                .paramLabel(parameter.label())
                .type(String.class)
                .required(parameter.isRequired())
                .arity(parameter.isRequired() ? "1" : "0..1")
                .build();
    }

    private static Arguments arguments(Command command, ParseResult parsed) {
        var values = new TreeMap<String, List<String>>();
        for (var option : command.options()) {
            if (parsed.hasMatchedOption(option.label())) {
                values.put(
                        option.label(),
                        parsed.matchedOption(option.label()).originalStringValues());
            }
        }
        var arguments = command.arguments();
        for (int i = 0; i < arguments.size(); i++) {
            if (parsed.hasMatchedPositional(i)) {
                values.put(
                        arguments.get(i).label(),
                        parsed.matchedPositional(i).originalStringValues());
            }
        }
        return new Arguments(values);
    }
}
