package greenbelt.command;

import greenbelt.command.Parameter.Kind;
import java.util.List;
import java.util.Optional;

/// A command: its words, what it takes, what it does.
///
/// @param name its words, such as `order place`
/// @param summary what it does, a sentence without a full stop
/// @param parameters arguments in their order, and options
/// @param examples whole lines that work
/// @param action what it does
/// @param isOutside whether the action runs outside the world, and enters it by itself
public record Command(
        String name,
        String summary,
        List<Parameter> parameters,
        List<String> examples,
        Action action,
        boolean isOutside) {

    /// A command whose action runs as a task of the world.
    public Command(
            String name,
            String summary,
            List<Parameter> parameters,
            List<String> examples,
            Action action) {
        this(name, summary, parameters, examples, action, false);
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
        return new Command(name, summary, parameters, examples, action, true);
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
