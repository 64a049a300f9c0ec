package greenbelt.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that somebody probably meant.
public final class Nearest {
    /// The longest word that is compared, in characters.
    private static final int MAX_LENGTH = 64;

    private Nearest() {}

    /// The candidate with the least edit distance from `word`, the first of several; empty when none is near.
    ///
    /// Near is what differs in at most half of its letters, or begins with the word.
    public static Optional<String> to(String word, Collection<String> candidates) {
        var wanted = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> isNear(wanted, candidate.toLowerCase(Locale.ROOT)))
                .min(
                        Comparator.comparingInt(
                                candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))));
    }

    /// The same as a question to put behind a message; empty when none is near.
    public static String question(String word, Collection<String> candidates) {
        return to(word, candidates).map(", did you mean \"%s\"?"::formatted).orElse("");
    }

    private static boolean isNear(String word, String candidate) {
        return candidate.startsWith(word)
                || distance(word, candidate) * 2 <= Math.max(word.length(), candidate.length());
    }

    /// How many letters must be put in, taken out, changed or swapped with the next to get from one to the other.
    ///
    /// @see <a href="https://doi.org/10.1145/363958.363994">Fred Damerau: A technique for computer detection and
    ///     correction of spelling errors, CACM 1964</a>
    public static int distance(String one, String other) {
        int width = Math.min(other.length(), MAX_LENGTH);
        int height = Math.min(one.length(), MAX_LENGTH);
        var cost = new int[height + 1][width + 1];
        for (int i = 0; i <= height; i++) {
            for (int j = 0; j <= width; j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : least(one, other, cost, i, j);
            }
        }
        return cost[height][width];
    }

    private static int least(String one, String other, int[][] cost, int i, int j) {
        boolean same = one.charAt(i - 1) == other.charAt(j - 1);
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        least = Math.min(least, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
