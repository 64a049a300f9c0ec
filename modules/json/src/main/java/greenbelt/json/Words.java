package greenbelt.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// How found and expected things are put into messages.
public final class Words {
    private static final int MAX_FOUND_LENGTH = 60;
    private static final int FARTHEST_NEIGHBOUR = 3;

    private Words() {}

    /// The text in quotes, without control characters; of a long one the beginning.
    public static String quoted(String text) {
        var safe = new StringBuilder("\"");
        shortened(text).codePoints().map(Words::visible).forEach(safe::appendCodePoint);
        return safe.append('"').toString();
    }

    static String shortened(String text) {
        return text.length() <= MAX_FOUND_LENGTH ? text : text.substring(0, MAX_FOUND_LENGTH) + "…";
    }

    private static int visible(int codePoint) {
        return Character.isISOControl(codePoint) ? '\uFFFD' : codePoint;
    }

    /// The known name that is nearest to `name` in edits, if one is near.
    public static Optional<String> nearest(String name, Collection<String> known) {
        return known.stream()
                .filter(candidate -> distance(name, candidate) <= FARTHEST_NEIGHBOUR)
                .min(Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /// Edits from one word to the other (Vladimir Levenshtein, 1965), upper and lower case being the same.
    private static int distance(String from, String to) {
        if (Math.abs(from.length() - to.length()) > FARTHEST_NEIGHBOUR) {
            return FARTHEST_NEIGHBOUR + 1;
        }
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int above = row[j];
                int change = same(from.charAt(i - 1), to.charAt(j - 1)) ? 0 : 1;
                row[j] = Math.min(Math.min(above, row[j - 1]) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[to.length()];
    }

    private static boolean same(char a, char b) {
        return Character.toLowerCase(a) == Character.toLowerCase(b);
    }
}
