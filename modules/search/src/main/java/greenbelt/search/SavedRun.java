package greenbelt.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A trial that broke an invariant, as one file: see [RunText] for what is in it.
///
/// @param trial what to run again
/// @param invariant what it broke
public record SavedRun(Trial trial, String invariant) {
    /// How the files' names end.
    public static final String SUFFIX = ".run";

    private static final int MAX_NAME_WORDS = 6;

    /// Reads one. Throws [TextRefused].
    public static SavedRun parse(String text) {
        return RunText.parse(text);
    }

    /// This run as [#parse] reads it.
    public String text() {
        return RunText.write(this);
    }

    /// What its file is called: the same for the same seed, variants and invariant.
    public Path fileName() {
        var name = new StringBuilder();
        trial.variants().forEach(variant -> name.append(variant).append('.'));
        var words = invariant.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
        var some = List.of(words.split(" ", -1));
        name.append(String.join("-", some.subList(0, Math.min(MAX_NAME_WORDS, some.size()))));
        return Path.of(name + ".seed" + trial.seed() + SUFFIX);
    }
}
