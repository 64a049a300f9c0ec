package greenbelt.command;

import greenbelt.command.Parameter.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A command: its words, what it takes, what it does.
///
/// @param name its words, such as `order place`
/// @param summary what it does, a sentence without a full stop
/// @param parameters arguments in their order, and options
/// @param examples whole lines that work
/// @param teaches what one understands by using it, a sentence without a full stop
/// @param action what it does
/// @param isOutside whether the action runs outside the world, and enters it by itself
public record Command(
        String name,
        String summary,
        List<Parameter> parameters,
        List<String> examples,
        String teaches,
        Action action,
        boolean isOutside) {

    /// A command whose action runs as a task of the world.
    public Command(
            String name,
            String summary,
            List<Parameter> parameters,
            List<String> examples,
            Action action) {
        this(name, summary, parameters, examples, "", action, false);
    }

    /// What a command does.
    @FunctionalInterface
    public interface Action {
        /// Throws [CommandRefused] when it cannot be done.
        Result run(Call call);
    }

    public Command {
        parameters = List.copyOf(parameters);
        examples = List.copyOf(examples);
    }

    /// The same, with an action that runs outside the world: it makes others, or lets time pass there.
    public Command outside() {
        return new Command(name, summary, parameters, examples, teaches, action, true);
    }

    /// The same, with `--watch`: its result changes by itself.
    public Command watched() {
        return taking(Sorting.WATCH);
    }

    /// The same, with `--limit` and `--watch`: it lists what changes by itself.
    public Command listing() {
        boolean limitsItself =
                parameters.stream().anyMatch(it -> it.label().equals(Sorting.LIMIT.label()));
        return limitsItself ? watched() : taking(Sorting.LIMIT).watched();
    }

    private Command taking(Parameter option) {
        var more = Stream.concat(parameters.stream(), Stream.of(option)).toList();
        return new Command(name, summary, more, examples, teaches, action, isOutside);
    }

    /// The same, with what it teaches.
    public Command teaching(String lesson) {
        return new Command(name, summary, parameters, examples, lesson, action, isOutside);
    }

    /// How it is written: `order list [--user USER]`.
    public String synopsis() {
        return Help.synopsis(this);
    }

    List<Parameter> arguments() {
        return parameters.stream().filter(parameter -> !parameter.isOption()).toList();
    }

    List<Parameter> options() {
        return parameters.stream().filter(Parameter::isOption).toList();
    }

    /// The place, from 0, of the argument that takes the rest of the line.
    Optional<Integer> placeOfRest() {
        var arguments = arguments();
        return arguments.isEmpty() || arguments.getLast().kind() != Kind.REST
                ? Optional.empty()
                : Optional.of(arguments.size() - 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
