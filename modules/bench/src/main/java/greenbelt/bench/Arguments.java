package greenbelt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The words behind the name of a bench: options with a number, then names of benchmarks. Every refusal is an
/// [IllegalArgumentException] that says what was expected and what was found.
public final class Arguments {
    private final List<String> words;

    public Arguments(String... words) {
        this.words = new ArrayList<>(List.of(words));
    }

    /// The number behind this option, 1 to `most`, and takes both away; `standard` when it is not there.
    public int option(String name, int standard, int most) {
        int at = words.indexOf(name);
        if (at < 0) {
            return standard;
        }
        words.remove(at);
        var text = at < words.size() ? words.remove(at) : "nothing";
        if (!text.matches("[1-9][0-9]{0,8}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "expected %s 1 to %d, found %s".formatted(name, most, text));
        }
        return Integer.parseInt(text);
    }

    /// The word behind this option, and takes both away; empty when the option is not there.
    public Optional<String> text(String name) {
        int at = words.indexOf(name);
        if (at < 0) {
            return Optional.empty();
        }
        words.remove(at);
        if (at == words.size()) {
            throw new IllegalArgumentException(
                    "expected a word behind %s, found nothing".formatted(name));
        }
        return Optional.of(words.remove(at));
    }

    /// Whether this word is there, and takes it away.
    public boolean flag(String name) {
        return words.remove(name);
    }

    /// Those of all whose names are among the words that are left, in the order of `all`; all when no word is left.
    public <T> List<T> chosen(List<T> all, Function<T, String> name) {
        var known = all.stream().map(name).toList();
        for (var word : words) {
            if (!known.contains(word)) {
                throw new IllegalArgumentException(
                        "expected some of %s, found %s".formatted(String.join(", ", known), word));
            }
        }
        return words.isEmpty()
                ? all
                : all.stream().filter(one -> words.contains(name.apply(one))).toList();
    }
}
