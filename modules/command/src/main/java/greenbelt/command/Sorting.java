package greenbelt.command;

import greenbelt.command.Parameter.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Sorts the words given to a command into its arguments and its options.
///
/// An option is `--name VALUE` or `--name=VALUE`, or `--name` alone for a flag, anywhere among the arguments; behind a
/// word `--` everything is an argument.
public final class Sorting {
    public static final Parameter JSON = Parameter.option("--json", Kind.FLAG, "as JSON");
    public static final Parameter HELP = Parameter.option("--help", Kind.FLAG, "explain");

    /// Of commands that list: how many rows.
    static final Parameter LIMIT =
            Parameter.option("--limit", Kind.NUMBER, "how many rows at most");

    /// Of commands whose result changes by itself.
    static final Parameter WATCH =
            Parameter.option(
                    "--watch",
                    Kind.FLAG,
                    "again every second, until q; once where there is no terminal");

    private static final String END_OF_OPTIONS = "--";
    private static final String AFTER = "--after";
    private static final List<String> OTHER_NAMES_OF_AFTER = List.of("--from", "--since");

    private final String command;
    private final String usage;
    private final List<Parameter> options;
    private final List<Parameter> arguments;
    private final TreeMap<String, List<String>> values = new TreeMap<>();
    private int places;

    private Sorting(String command, String usage, List<Parameter> parameters) {
        this.command = command;
        this.usage = usage;
        this.options = parameters.stream().filter(Parameter::isOption).toList();
        this.arguments = parameters.stream().filter(it -> !it.isOption()).toList();
    }

    /// Throws [CommandRefused] when the words do not fit the parameters.
    ///
    /// @param command what it is called in messages
    /// @param usage how it is written
    public static Arguments sort(
            String command, String usage, List<Parameter> parameters, List<String> words) {
        var sorting = new Sorting(command, usage, parameters);
        sorting.takeAll(words);
        return sorting.arguments();
    }

    private void takeAll(List<String> words) {
        boolean optionsEnded = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            if (optionsEnded || !word.startsWith(END_OF_OPTIONS)) {
                takeArgument(word);
            } else if (word.equals(END_OF_OPTIONS)) {
                optionsEnded = true;
            } else {
                i += takeOption(word, i + 1 < words.size() ? words.get(i + 1) : END_OF_OPTIONS);
            }
        }
    }

    private void takeArgument(String word) {
        boolean isBeyond = places >= arguments.size();
        if (isBeyond && (arguments.isEmpty() || !arguments.getLast().isRepeatable())) {
            throw refused(" does not expect \"%s\"".formatted(word));
        }
        add(arguments.get(Math.min(places, arguments.size() - 1)), word);
        places++;
    }

    /// Says how many further words it took.
    private int takeOption(String word, String next) {
        int equals = word.indexOf('=');
        var name = equals < 0 ? word : word.substring(0, equals);
        var option = option(name);
        boolean isFlag = option.kind() == Kind.FLAG;
        if (values.containsKey(name) && !option.isRepeatable()) {
            throw refused(" takes %s once".formatted(name));
        }
        if (equals >= 0 && isFlag) {
            throw refused(": %s takes no value, found \"%s\"".formatted(name, word));
        }
        if (equals >= 0 || isFlag) {
            add(option, word.substring(equals + 1));
            return 0;
        }
        if (next.startsWith(END_OF_OPTIONS)) {
            throw refused(": %s needs %s".formatted(name, option.kind().name()));
        }
        add(option, next);
        return 1;
    }

    private Parameter option(String name) {
        return options.stream()
                .filter(option -> option.label().equals(name))
                .findFirst()
                .orElseThrow(() -> refused(" has no option \"%s\"%s".formatted(name, meant(name))));
    }

    /// What is asked for by another name; else what is spelled like it, its dashes left aside.
    private String meant(String name) {
        var labels = options.stream().map(Parameter::label).toList();
        if (OTHER_NAMES_OF_AFTER.contains(name) && labels.contains(AFTER)) {
            return ", did you mean \"%s\"?".formatted(AFTER);
        }
        var words = labels.stream().map(Sorting::withoutDashes).toList();
        return Nearest.to(withoutDashes(name), words)
                .map(word -> ", did you mean \"%s%s\"?".formatted(END_OF_OPTIONS, word))
                .orElse("");
    }

    private static String withoutDashes(String name) {
        return name.substring(END_OF_OPTIONS.length());
    }

    private void add(Parameter parameter, String value) {
        values.computeIfAbsent(parameter.label(), _ -> new ArrayList<>()).add(value);
    }

    private Arguments arguments() {
        if (!values.containsKey(HELP.label())) {
            missing(arguments)
                    .or(() -> missing(options))
                    .ifPresent(parameter -> {
                        throw refused(" needs " + parameter.label());
                    });
        }
        return new Arguments(values);
    }

    private Optional<Parameter> missing(List<Parameter> parameters) {
        return parameters.stream()
                .filter(Parameter::isRequired)
                .filter(parameter -> !values.containsKey(parameter.label()))
                .findFirst();
    }

    private CommandRefused refused(String what) {
        return CommandRefused.usage(command + what + ", usage: " + usage);
    }
}
