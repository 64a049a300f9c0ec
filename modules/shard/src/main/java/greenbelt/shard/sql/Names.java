package greenbelt.shard.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/// Finds the name that was probably meant.
///
/// @see <a href="https://en.wikipedia.org/wiki/Levenshtein_distance">Levenshtein distance</a>
public final class Names {
    private Names() {}

    /// `name`, and which of the known ones is nearest to it.
    public static String withNearest(String name, Collection<String> known) {
        return known.stream()
                .min(
                        Comparator.comparingInt((String one) -> distance(name, one))
                                .thenComparing(one -> one))
                .map(nearest -> "%s (did you mean %s?)".formatted(name, nearest))
                .orElse(name);
    }

    /// How many letters must be put in, taken out or changed.
    static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
