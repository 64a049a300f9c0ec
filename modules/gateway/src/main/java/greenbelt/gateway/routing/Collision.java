package greenbelt.gateway.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Two routes of which nobody can say which one takes a request, or that nobody can tell apart by name.
///
/// @param first where one is in the table, from 0
/// @param second where the other is, later in the table
/// @param sentence what is wrong
public record Collision(int first, int second, String sentence) {
    /// More are not reported at once.
    static final int MOST = 20;

    /// The first collisions, in the order of the table.
    static List<Collision> among(List<Route> routes) {
        var found = new ArrayList<Collision>();
        var names = new HashSet<String>();
        for (int second = 0; second < routes.size(); second++) {
            var later = routes.get(second);
            boolean known = !names.add(later.name());
            for (int first = 0; first < second && found.size() < MOST; first++) {
                var earlier = routes.get(first);
                var sentence =
                        known && earlier.name().equals(later.name())
                                ? Optional.of(
                                        "expected each name once, found %s twice".formatted(later))
                                : between(earlier, later);
                if (sentence.isPresent()) {
                    found.add(new Collision(first, second, sentence.get()));
                }
            }
        }
        return found;
    }

    private static Optional<String> between(Route one, Route other) {
        if (!one.match().overlaps(other.match())) {
            return Optional.empty();
        }
        boolean covers = one.match().covers(other.match());
        boolean covered = other.match().covers(one.match());
        if (covers && covered && shareByWeight(one, other)) {
            return isStickyAlike(one, other)
                    ? Optional.empty()
                    : Optional.of(
                            "expected routes that share by weight to be sticky alike, found %s (%s) and %s (%s)"
                                    .formatted(one, sticky(one), other, sticky(other)));
        }
        return covers == covered
                ? Optional.of(
                        "expected routes of which one is narrower, found %s (%s) and %s (%s), which both take %s"
                                .formatted(
                                        one,
                                        one.match().path(),
                                        other,
                                        other.match().path(),
                                        covers ? "the same requests" : "some of the same requests"))
                : Optional.empty();
    }

    private static boolean shareByWeight(Route one, Route other) {
        return one.weight().isPresent()
                && one.weight().map(Weight::group).equals(other.weight().map(Weight::group));
    }

    private static boolean isStickyAlike(Route one, Route other) {
        return one.weight().flatMap(Weight::sticky).equals(other.weight().flatMap(Weight::sticky));
    }

    private static String sticky(Route route) {
        return route.weight()
                .flatMap(Weight::sticky)
                .map(it -> "the same for each " + it.word())
                .orElse("drawn");
    }
}
