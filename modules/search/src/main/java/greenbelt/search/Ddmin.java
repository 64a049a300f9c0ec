package greenbelt.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Delta debugging: finds a small part of a list that still has a property.
///
/// The result is 1-minimal: without any one of its elements the property is lost; unless the property stops being
/// answered, as it may when a budget is used up.
///
/// @see <a href="https://doi.org/10.1109/32.988498">Andreas Zeller, Ralf Hildebrandt: Simplifying and Isolating
///     Failure-Inducing Input, IEEE Transactions on Software Engineering 2002</a>
final class Ddmin {
    private Ddmin() {}

    /// A part of `all` that has the property, in the same order; `all` itself must have it.
    static <T> List<T> smallest(List<T> all, Predicate<List<T>> property) {
        if (all.isEmpty() || property.test(List.of())) {
            return List.of();
        }
        var small = all;
        int pieces = 2;
        while (small.size() >= 2) {
            var smaller = smaller(small, pieces, property);
            if (smaller.size() < small.size()) {
                boolean isOnePiece = smaller.size() <= (small.size() + pieces - 1) / pieces;
                pieces = isOnePiece ? 2 : Math.max(pieces - 1, 2);
                small = smaller;
            } else if (pieces < small.size()) {
                pieces = Math.min(2 * pieces, small.size());
            } else {
                break;
            }
        }
        return small;
    }

    /// One of `pieces` pieces, or all but one of them, that has the property; the list itself when there is none.
    private static <T> List<T> smaller(List<T> list, int pieces, Predicate<List<T>> property) {
        for (int i = 0; i < pieces; i++) {
            var piece = list.subList(start(list, pieces, i), start(list, pieces, i + 1));
            if (property.test(piece)) {
                return List.copyOf(piece);
            }
        }
        for (int i = 0; i < pieces && pieces > 2; i++) {
            var rest = new ArrayList<>(list.subList(0, start(list, pieces, i)));
            rest.addAll(list.subList(start(list, pieces, i + 1), list.size()));
            if (property.test(rest)) {
                return List.copyOf(rest);
            }
        }
        return list;
    }

    private static int start(List<?> list, int pieces, int piece) {
        return (int) ((long) list.size() * piece / pieces);
    }
}
