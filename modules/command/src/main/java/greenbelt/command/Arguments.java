package greenbelt.command;

import greenbelt.world.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What was given to a command, by the labels of its parameters.
public final class Arguments {
    private final Map<String, List<String>> values;

    Arguments(Map<String, List<String>> values) {
        this.values = values;
    }

    /// Everything given under this label.
    public List<String> all(String label) {
        return values.getOrDefault(label, List.of());
    }

    /// What was given under this label, if anything.
    public Optional<String> maybe(String label) {
        return all(label).stream().findFirst();
    }

    /// What was given under the label of a required parameter.
    public String one(String label) {
        return maybe(label)
                .orElseThrow(() -> new IllegalStateException(label + " is not a required one"));
    }

    Arguments without(String label) {
        var others = new TreeMap<>(values);
        others.remove(label);
        return new Arguments(others);
    }

    public boolean has(String label) {
        return values.containsKey(label);
    }

    /// A length of time, not below zero, if one was given.
    public Optional<Duration> duration(String label) {
        return maybe(label)
                .map(text ->
                        Durations.parse(text)
                                .filter(length -> !length.isNegative())
                                .orElseThrow(() ->
                                        CommandRefused.usage(
                                                "%s must be %s, found \"%s\"%s"
                                                        .formatted(
                                                                label,
                                                                Durations.FORM,
                                                                text,
                                                                Durations.meant(text)
                                                                        .map(
                                                                                ", did you mean \"%s\"?"
                                                                                        ::formatted)
                                                                        .orElse("")))));
    }

    /// A whole number in these bounds, or `absent`.
    public int number(String label, int least, int most, int absent) {
        return maybe(label).map(text -> wholeNumber(label, text, least, most)).orElse(absent);
    }

    public static int wholeNumber(String label, String text, int least, int most) {
        if (text.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw CommandRefused.usage(
                "%s must be a whole number from %d to %d, found \"%s\""
                        .formatted(label, least, most, text));
    }
}
